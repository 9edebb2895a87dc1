import Testing
import WaybillModel

@testable import WaybillSimulation

/// What is said of the parts of a workflow that no scenario took.
@Suite struct CoverageTests {
    private static let shop = Shop(
        workflow: """
            waybill: 1
            workflow: sell
            use: [shop.yaml]
            input: { id: string, total: decimal }
            outcomes: { sold: keep, small: keep, refused: undo }
            steps:
              - step: size
                route:
                  - when: input.total < 5
                    finish: small
                  - when: input.total < 10
                    steps:
                      - { step: pause, wait: 1h }
                else: { to: next }
              - step: hold
                call: pay.hold
                with: { order: "${ input.id }", amount: "${ input.total }" }
                timeout: 5s
                catch:
                  - { error: declined, finish: refused }
                  - { error: any, finish: refused }
                compensate: { call: pay.void, with: { order: "${ input.id }" } }
              - { step: done, finish: sold }
            """
    )

    private func gaps(_ scenarios: String...) throws -> [String] {
        let first = try Self.shop.verdict(scenarios[0])
        var coverage = WorkflowCoverage(of: try #require(first.trace.runs.first).workflow)
        for scenario in scenarios {
            for run in try Self.shop.verdict(scenario).trace.runs { coverage.add(run) }
        }
        return coverage.gaps.map { "\($0.step) \($0.kind)" }
    }

    private static let good = "    expect: { outcome: sold }"
    private static let small = "    input: { total: 1 }\n    expect: { outcome: small }"
    private static let tiny = "    input: { total: 7 }\n    expect: { outcome: sold }"
    private static let declined = """
            handlers: { pay.hold: { error: declined } }
            expect: { outcome: refused }
        """
    private static let lost = """
            handlers: { pay.hold: no_answer }
            expect: { outcome: refused, undone: [hold] }
        """

    @Test func oneScenarioLeavesTheOtherRoads() throws {
        #expect(
            try gaps(Self.good) == [
                "size ruleNotTaken(Optional(0))", "size ruleNotTaken(Optional(1))", "pause notRun",
                "hold errorNotCaught(0)", "hold errorNotCaught(1)", "hold notUndone",
            ]
        )
    }

    @Test func ofAStepThatNeverRanNothingElseIsSaid() throws {
        #expect(
            try gaps(Self.small) == [
                "size ruleNotTaken(Optional(1))", "size ruleNotTaken(nil)", "pause notRun",
                "hold notRun", "done notRun",
            ]
        )
    }

    @Test func scenariosTogetherLeaveNothing() throws {
        #expect(try gaps(Self.good, Self.small, Self.tiny, Self.declined, Self.lost) == [])
    }
}
