import CEL
import Testing

@Suite("The cost of an evaluation")
struct CostTests {
    @Test(
        "is what was counted against the limit",
        arguments: [
            ("input.count", 2), ("input.count + input.count", 5), ("[1, 2].map(x, x + 1)", 0),
            ("input.id.contains('A')", nil),
        ] as [(String, Int?)]
    )
    func cost(text: String, expected: Int?) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        let values = try OrderEnvironment.values()
        let (value, cost) = try program.evaluateWithCost(values)
        #expect(try value == program.evaluate(values))
        if let expected { #expect(cost == expected) }
        guard cost > 0 else { return }
        #expect(throws: Never.self) {
            try program.evaluate(values, limits: EvaluationLimits(cost: cost))
        }
        #expect(throws: EvaluationError.self) {
            try program.evaluate(values, limits: EvaluationLimits(cost: cost - 1))
        }
    }
}
