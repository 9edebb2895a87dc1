import CEL
import Foundation
import Testing
import WaybillDiagnostics

@Suite("Evaluation over an order")
struct EvaluationTests {
    @Test(
        "gives the value that an author would expect",
        arguments: [
            ("input.total == decimal('19.9')", "true"),
            ("input.lines.map(l, l.price * l.quantity).sum() == input.total", "true"),
            ("input.lines.filter(l, l.quantity > 5).map(l, l.price).sum() + 1", "1"),
            ("[1, 2, 3].sum() + [4.5].sum() > 10.0 ? 'a' : 'b'", nil),
            ("round(input.total / 3, 2, 'half_up')", "6.63"),
            ("round(decimal('2.345'), 2)", "2.34"),
            ("round(decimal('-2.345'), 2, 'half_up')", "-2.35"),
            ("round(decimal('-2.341'), 2, 'up')", "-2.35"),
            ("round(decimal('-2.349'), 2, 'down')", "-2.34"),
            ("decimal('0.1') + decimal('0.2') == decimal('0.3')", "true"),
            ("input.total > 19 && 20 > input.total", "true"),
            ("int(decimal('-2.9'))", "-2"),
            ("has(input.promise_by)", "false"),
            ("has(input.ship_to.region) || input.ship_to.country == 'DE'", "true"),
            ("steps.?review.approved.orValue(false)", "false"),
            ("steps.?review.?note.orValue('none')", "\"none\""),
            ("input.tier in ['gold'] && input.tier != 'standard'", "true"),
            ("input.?promise_by.optMap(t, t > now).orValue(true)", "true"),
            ("now + duration('36h')", "\"2026-06-02T21:30:00Z\""),
            ("input.extra.a[1] + 1.0", "3.5"),
            ("input.tags.gift + input.tags['gift']", "2"),
            ("[3, 1, 2].sortBy(x, -x)", "[3,2,1]"),
            ("[3, 1, 2].max() - [3, 1, 2].min()", "2"),
            ("input.ship_to", "{\"country\":\"DE\"}"),
            ("'e\\u0301' == '\\u00e9'", "false"),
            ("'e\\u0301'.size()", "2"),
            ("now.getHours('Europe/Berlin')", "11"),
            ("'%s'.format([input.ship_to])", "\"{country: DE}\""),
            ("'%.1e'.format([input.total])", "\"2.0e+01\""),
            ("'%s costs %.2f'.format([input.id, input.total])", "\"A-1 costs 19.90\""),
        ] as [(String, String?)]
    )
    func value(text: String, json: String?) throws {
        let compilation = OrderEnvironment.compile(text)
        guard let json else {
            #expect(compilation.program == nil)
            return
        }
        let program = try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
        #expect(try program.evaluate(OrderEnvironment.values()).json.description == json)
    }

    @Test("an error says what went wrong and where")
    func failure() throws {
        let program = try #require(OrderEnvironment.compile("1 + input.lines[7].quantity").program)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(OrderEnvironment.values())
        }
        #expect(error.message == "index out of bounds: 7")
        #expect(error.span.text == "[7]")
    }

    @Test("an undefined variable is an error only where it is read")
    func undefinedVariable() throws {
        let program = try #require(
            OrderEnvironment.compile("input.count > 1 || now == now").program
        )
        let values = try OrderEnvironment.values()
        #expect(try program.evaluate([values[0], nil, nil]) == .bool(true))
        #expect(throws: EvaluationError.self) {
            try program.evaluate([nil, nil, values[2]].dropLast() + [nil])
        }
    }

    @Test("asking for a field of what is missing says how to ask for it")
    func presenceOfMissingParent() throws {
        let program = try #require(OrderEnvironment.compile("has(input.extra.b.c)").program)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(OrderEnvironment.values())
        }
        #expect(
            error.message == "no such key: b; write has(input.extra.?b.c) when `b` may be missing"
        )
    }

    @Test("a program knows its constant, its variables and what it selects from them")
    func dependencies() throws {
        let program = try #require(
            OrderEnvironment.compile(
                "steps.screen.risk > 5 && input.lines.all(l, l.quantity > input.count)"
            ).program
        )
        #expect(program.constant == nil)
        #expect(program.variableIndices == [0, 1])
        #expect(
            program.selections == [
                ["steps", "screen", "risk"], ["input", "lines"], ["input", "count"],
            ]
        )
        #expect(
            OrderEnvironment.compile("[1, 2].map(x, x * 2)").program?.constant
                == .list([.int(2), .int(4)])
        )
    }
}
