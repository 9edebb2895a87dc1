import CEL
import Testing
import WaybillDiagnostics

@Suite("The cost of an evaluation")
struct CostTests {
    @Test(
        "is exactly what the expression does with its values, on every machine",
        arguments: [
            ("input.count", 2),
            ("input.count > 2", 3),
            ("2 < input.count", 3),
            ("input.weight > 1.0 && input.count == 3", 6),
            ("input.weight > 9.0 && input.count == 3", 3),
            ("input.count > 5 || input.count > 2", 6),
            ("input.count == 3 ? input.id : input.tier", 5),
            ("input.total > 100", 3),
            ("input.id == 'A-1'", 4),
            ("'order ' + input.id", 4),
            ("input.id.startsWith('A')", 4),
            ("input.lines.all(l, l.quantity > 0)", 6),
            ("input.lines.exists(l, l.quantity > 5 || l.sku == 'X')", 10),
            ("input.lines.filter(l, l.quantity > 0).map(l, l.sku)", 29),
            ("input.lines.map(l, l.price * l.quantity).sum()", 19),
            ("input.tags['gift'] + input.tags.gift", 7),
            ("input.ship_to.country in ['DE', 'FR']", 6),
            ("input.?promise_by.hasValue()", 3),
            ("steps.?review.?approved.orValue(false)", 4),
            ("now + duration('1h') > timestamp('2026-06-01T09:00:00Z')", 3),
            ("cel.bind(n, input.count, n + n)", 5),
            ("[input.count, 2].max()", 15),
            ("{'a': input.count}.a", 33),
        ]
    )
    func cost(text: String, units: Int) throws {
        let limit = try leastLimit(of: text)
        #expect(limit == units)
    }

    @Test(
        "does not count what was computed when loading",
        arguments: [
            ("input.count > 2 * 3", "input.count > 6"),
            ("input.weight < -(2.5 + 1.0)", "input.weight < 3.5"),
            ("input.count in [1, 2, 1 + 2]", "input.count in [1, 2, 3]"),
            ("input.id == 'A' + '-' + '1'", "input.id == 'A-1'"),
            ("input.count > [1, 2, 3][1]", "input.count > 2"),
            ("input.count > {'limit': 2}.limit", "input.count > 2"),
            ("input.count > (true ? 2 : 3)", "input.count > 2"),
            ("input.count > size('four')", "input.count > 4"),
            ("input.count > 0 && (1 < 2 || 3 < 4)", "input.count > 0 && true"),
            ("now > timestamp('2026-06-01T09:00:00Z') + duration('1h')", "now > timestamp(0)"),
            ("input.total > decimal('19.00')", "input.total > 19"),
        ]
    )
    func constants(text: String, equivalent: String) throws {
        #expect(try leastLimit(of: text) == leastLimit(of: equivalent))
    }

    @Test(
        "an expression without variables is a value once it is loaded",
        arguments: [
            ("2 * 3", "6"), ("duration('1h')", "\"3600s\""), ("[1, 2].map(x, x * 2)", "[2,4]"),
            ("'a' in ['a', 'b']", "true"), ("timestamp('2026-06-01T09:00:00Z').getHours()", "9"),
        ]
    )
    func constant(text: String, json: String) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(program.constant?.json.description == json)
    }

    static let countries = (0..<200).map { "'country \($0)'" }.joined(separator: ", ")
    static let numbers = (0..<200).map { "\($0 * 10)" }.joined(separator: ", ")

    @Test(
        "of `in` does not grow with a list that is known when loading",
        arguments: [
            ("input.ship_to.country in [\(countries), 'DE']", true, 6),
            ("input.ship_to.country in ['DE', \(countries)]", true, 6),
            ("input.ship_to.country in [\(countries)]", false, 6),
            ("input.count in [\(numbers), 3]", true, 4),
            ("input.count in [\(numbers)]", false, 4),
        ]
    )
    func membership(text: String, isMember: Bool, units: Int) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(try program.evaluate(OrderEnvironment.values()) == .bool(isMember))
        #expect(try leastLimit(of: text) == units)
    }

    @Test(
        "`in` with a long constant list compares as `==` does, across kinds",
        arguments: [
            ("dyn(input.total) in [\(numbers)]", "false"),
            ("input.extra.a[1] in [\(numbers)]", "false"),
            ("dyn(input.count) + 7 in [\(numbers)]", "true"),
            ("double(input.count) + 7.0 in [\(numbers)].map(n, dyn(n))", "true"),
            ("dyn(double(input.count) + 7.0) in [\(numbers)]", "true"),
            ("dyn(uint(input.count) + 7u) in [\(numbers)]", "true"),
            ("dyn(input.id) in [\(numbers)]", "false"),
            ("'e\\u0301' + input.id in [\(countries), '\\u00e9A-1']", "false"),
        ]
    )
    func kinds(text: String, json: String) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(try program.evaluate(OrderEnvironment.values()).json.description == json)
    }

    /// The cost of the expression, which is the least limit under which it has a value.
    private func leastLimit(of text: String) throws -> Int {
        let compilation = OrderEnvironment.compile(text)
        let program = try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
        let values = try OrderEnvironment.values()
        let (value, cost) = try program.evaluateWithCost(values)
        #expect(try program.evaluate(values, limits: EvaluationLimits(cost: cost)) == value)
        if cost > 0 {
            #expect(throws: EvaluationError.self) {
                try program.evaluate(values, limits: EvaluationLimits(cost: cost - 1))
            }
        }
        return cost
    }
}
