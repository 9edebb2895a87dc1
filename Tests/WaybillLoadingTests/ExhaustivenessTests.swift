import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// When a route may do without `else`.
@Suite struct ExhaustivenessTests {
    @Test(arguments: [
        ["'true'"], ["input.total > 5", "'true'"],
        ["steps.a.ok", "'!steps.a.ok'"], ["steps.a.ok", "\"!(steps.a.ok)\""],
        ["input.total > 5", "input.total <= 5"], ["input.id == 'x'", "input.id != 'x'"],
        ["input.customer.tier == 'gold'", "input.customer.tier == 'standard'"],
        ["input.customer.tier in ['gold', 'standard']"],
    ])
    func takesWhatIsCertain(conditions: [String]) throws {
        #expect(try codes(conditions) == [])
    }

    @Test(arguments: [
        ["input.total > 5"], ["input.total > 5", "input.total < 5"],
        ["steps.a.ok", "'!steps.a.ok && input.total > 5'"],
        ["input.customer.tier == 'gold'"], ["input.id == 'gold'", "input.id == 'standard'"],
        ["steps.a.ratio > 5.0", "steps.a.ratio <= 5.0"],
        ["input.total > 5 && steps.a.ok", "\"!(input.total > 5) && steps.a.ok\""],
    ])
    func asksForAnElseOtherwise(conditions: [String]) throws {
        #expect(try codes(conditions).contains(.routeNotExhaustive))
    }

    @Test(arguments: [
        (["input.total > 5"], "is at most 5"), (["input.total >= 5"], "is less than 5"),
        (["input.total == 5"], "is less than 5"),
        (["input.total < 5", "input.total > 9"], "is at least 5 and at most 9"),
        (["input.total <= 5", "input.total >= 9"], "is more than 5 and less than 9"),
        (["input.total < 5", "input.total > 5"], "is 5"),
    ])
    func saysWhatIsLeftOut(conditions: [String], gap: String) throws {
        let labels = try findings(conditions).compactMap(\.label)
        #expect(labels.count == 1)
        #expect(labels.first?.hasSuffix("` \(gap)") == true, "\(labels)")
    }

    private func codes(_ conditions: [String]) throws -> [DiagnosticCode] {
        try findings(conditions).map(\.code)
    }

    private func findings(_ conditions: [String]) throws -> [Diagnostic] {
        let rules = conditions.map { "      - when: \($0)\n        to: next" }.joined(
            separator: "\n"
        )
        let steps = """
              - step: a
                set: { ok: "${ input.total > 7 }", ratio: 1.5 }
              - step: split
                route:
            \(rules)
            """
        return try load(workflowText(steps: steps)).diagnostics
    }
}
