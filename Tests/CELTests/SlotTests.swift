import CEL
import Foundation
import Testing
import WaybillDiagnostics

@Suite("The slot an expression stands in")
struct SlotTests {
    static let customer = RecordType(
        name: "Customer",
        fields: [
            .init("id", .string), .init("amount", .decimal), .init("note", .optional(.string)),
        ]
    )

    @Test(
        "takes what can be converted to its type",
        arguments: [
            ("input.count", ValueType.decimal, Value.decimal(3)),
            ("input.id", .optional(.string), .optional(OptionalValue(.string("A-1")))),
            ("input.?promise_by", .optional(.timestamp), .optional(OptionalValue(nil))),
            ("input.tier", .string, .string("gold")),
            ("'gold'", .enumeration(["standard", "gold"]), .string("gold")),
            ("[1, input.count]", .list(.decimal), .list([.decimal(1), .decimal(3)])),
            (
                "{'id': input.id, 'amount': 2}", .record(customer),
                .record(RecordValue(customer, slots: [.string("A-1"), .decimal(2), nil]))
            ),
            ("input.extra.a[0]", .int, .int(1)),
            ("input.tier", .enumeration(["silver", "gold", "standard"]), .string("gold")),
            ("string(input.tier)", .enumeration(["gold"]), .string("gold")),
        ]
    )
    func fitting(text: String, slot: ValueType, expected: Value) throws {
        let compilation = OrderEnvironment.compile(text, expecting: slot)
        let program = try #require(compilation.program)
        #expect(program.type == slot)
        #expect(try program.evaluate(OrderEnvironment.values()) == expected)
    }

    @Test(
        "that may stay empty takes a field that may be missing as it is",
        arguments: [
            ("input.promise_by", ValueType.timestamp, "write `input.?promise_by`"),
            ("input.promise_by", .string, nil),
        ] as [(String, ValueType, String?)]
    )
    func absence(text: String, slot: ValueType, help: String?) {
        let findings = OrderEnvironment.compile(text, expecting: .optional(slot)).diagnostics
        #expect(findings.count == 1)
        #expect(findings.first?.message.contains("may be missing") == (help != nil))
        if let help { #expect(findings.first?.help == [help]) }
    }

    @Test(
        "refuses what does not fit, at the part that does not",
        arguments: [
            ("input.count", ValueType.bool, "input.count", "expected bool, found int"),
            (
                "input.?promise_by", .timestamp, "input.?promise_by",
                "expected timestamp, found timestamp?"
            ),
            ("{'id': 1, 'amount': 2}", .record(customer), "1", "expected string, found int"),
            (
                "{'id': 'x', 'amuont': 2}", .record(customer), "{'id': 'x', 'amuont': 2}",
                "`amount` missing from Customer"
            ),
            ("true ? 'glod' : 'gold'", .enumeration(["gold"]), "'glod'", "'glod' is none of gold"),
            ("[1, 'a']", .list(.int), "'a'", "expected int, found string"),
            (
                "input.ship_to", .record(customer), "input.ship_to",
                "expected Customer, found Address"
            ),
            (
                "input.tier", .enumeration(["gold", "silver"]), "input.tier",
                "expected gold | silver, found standard | gold"
            ),
            (
                "[input.tier]", .list(.enumeration(["gold"])), "input.tier",
                "expected gold, found standard | gold"
            ),
        ]
    )
    func notFitting(text: String, slot: ValueType, underlined: String, message: String) throws {
        let findings = OrderEnvironment.compile(text, expecting: slot).diagnostics
        let finding = try #require(findings.first)
        #expect(finding.span.text == underlined)
        #expect(finding.message == message)
    }

    @Test("the members of an enumeration that do not fit are named")
    func foreignMembers() {
        let slot = ValueType.enumeration(["gold", "silver"])
        let findings = OrderEnvironment.compile("input.tier", expecting: slot).diagnostics
        #expect(
            findings.map(\.help) == [
                ["'standard' may not stand here; `string(input.tier)` leaves that to the run"]
            ]
        )
    }

    @Test("a text is held against an enumeration when it is known")
    func textForEnumeration() throws {
        let slot = ValueType.enumeration(["gold", "silver"])
        let program = try #require(
            OrderEnvironment.compile("input.id", expecting: slot).program
        )
        #expect(throws: EvaluationError.self) { try program.evaluate(OrderEnvironment.values()) }
    }

    @Test("arithmetic with a value of type any may give a decimal")
    func arithmeticOfAny() throws {
        let environment = Environment(variables: [.init("input", .any)])
        let program = try Program("input * 2", in: environment, expecting: .int)
        let large = try Value(JSON(parsing: "12345678901234567890"), as: .any)
        #expect(try program.evaluate([.int(3)]) == .int(6))
        #expect(throws: EvaluationError.self) { try program.evaluate([large]) }
    }

    @Test("a value of type any is held against the slot when it is known")
    func checkedWhenEvaluated() throws {
        let program = try #require(
            OrderEnvironment.compile("input.extra.a", expecting: .bool).program
        )
        #expect(throws: EvaluationError.self) { try program.evaluate(OrderEnvironment.values()) }
    }
}
