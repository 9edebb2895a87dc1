import CEL
import Testing
import WaybillDiagnostics

@Suite("Functions of the host")
struct HostFunctionTests {
    /// Zones by country, repeated texts, and pairs, which only `left` and `swap` can take apart.
    static let functions = [
        HostFunction(
            "shipping.zone",
            [
                .global([.string], giving: .int, cost: 50) { values throws(HostFunction.Error) in
                    guard values == [.string("DE")] else {
                        throw HostFunction.Error("no zone for this country")
                    }
                    return .int(1)
                }
            ]
        ),
        HostFunction(
            "twice",
            [
                .member([.string], giving: .string) { values throws(HostFunction.Error) in
                    guard case .string(let text) = values[0] else { return .null }
                    return .string(text + text)
                },
                .member([.int], giving: .int) { values throws(HostFunction.Error) in
                    guard case .int(let int) = values[0] else { return .null }
                    return .int(int * 2)
                },
            ]
        ),
        HostFunction(
            "pair",
            [
                .global([.parameter("T"), .parameter("U")], giving: pair("T", "U")) {
                    values throws(HostFunction.Error) in .list(values)
                }
            ]
        ),
        HostFunction(
            "left",
            [
                .member([pair("T", "U")], giving: .parameter("T")) {
                    values throws(HostFunction.Error) in
                    guard case .list(let parts) = values[0], let left = parts.first else {
                        throw HostFunction.Error("no pair")
                    }
                    return left
                }
            ]
        ),
        HostFunction(
            "wrong",
            [.global([], giving: .int) { _ throws(HostFunction.Error) in .null }]
        ),
        HostFunction("declared", [.global([.int], giving: .list(.int))]),
        HostFunction("size", [.global([.string], giving: .string)]),
    ]

    static func pair(_ left: String, _ right: String) -> ValueType {
        .abstract("pair", [.parameter(left), .parameter(right)])
    }

    static let environment = Environment(
        variables: [.init("country", .string), .init("data", .any)],
        functions: functions
    )

    private func compile(_ text: String) -> Compilation {
        Program.compile(EmbeddedText(text), in: Self.environment)
    }

    @Test(
        "are called like those of the language",
        arguments: [
            ("shipping.zone(country) + 1", ValueType.int, Value.int(2)),
            ("country.twice() + 'x'", .string, .string("DEDEx")),
            ("4.twice() + size(country)", .int, .int(10)),
            ("data.twice()", .any, .int(42)),
            ("pair(country, 2).left().startsWith('D')", .bool, .bool(true)),
            (
                "[pair(1, 'a'), pair(2, 'b')].map(p, p.left())", .list(.int),
                .list([.int(1), .int(2)])
            ),
            ("shipping.zone('XX') == 1 || country == 'DE'", .bool, .bool(true)),
        ]
    )
    func value(text: String, type: ValueType, value: Value) throws {
        let compilation = compile(text)
        let program = try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
        #expect(program.type == type)
        #expect(try program.evaluate([.string("DE"), .int(21)]) == value)
    }

    @Test(
        "say why they fail",
        arguments: [
            ("shipping.zone('X' + country)", "no zone for this country"),
            ("wrong() + 1", "`wrong` gives null, not int"),
            ("data.twice()", "no such overload: `twice` does not take (list)"),
            ("declared(1)", "`declared` has no implementation"),
        ]
    )
    func failure(text: String, message: String) throws {
        let program = try #require(compile(text).program)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate([.string("DE"), .list([])])
        }
        #expect(error.message == message)
    }

    @Test(
        "are checked, and meant by those who write them almost right",
        arguments: [
            ("shipping.zoen(country)", "did you mean `shipping.zone`?"),
            ("country.twce()", "did you mean `twice`?"),
            ("twice(country)", "write `country.twice()`"),
            ("shipping.zone(1)", "it takes (string)"),
            ("true.twice()", "it is a function of string or int"),
            ("pair(1, 2) + pair(1, 2)", nil), ("pair(1, 2)[0]", nil),
            ("declare(1)", "did you mean `declared`?"),
        ] as [(String, String?)]
    )
    func mistake(text: String, help: String?) {
        let compilation = compile(text)
        #expect(compilation.program == nil)
        #expect(compilation.diagnostics.map(\.help) == [help.map { [$0] } ?? []])
    }

    @Test("cost what they say")
    func cost() throws {
        let program = try #require(compile("shipping.zone(country)").program)
        #expect(throws: EvaluationError.self) {
            try program.evaluate([.string("DE"), nil], limits: EvaluationLimits(cost: 50))
        }
        #expect(
            try program.evaluate([.string("DE"), nil], limits: EvaluationLimits(cost: 51))
                == .int(1)
        )
    }
}
