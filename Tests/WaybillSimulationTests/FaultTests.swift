import Testing
import WaybillModel

@testable import WaybillSimulation

/// What is said of scenarios that cannot be run to their end.
@Suite struct FaultTests {
    @Test func aHandlerWithoutAnAnswerIsNamedWithItsStep() throws {
        let verdict = try Shop.sell.verdict(
            "    expect: { status: completed }",
            handlers: "  pay.void: {}"
        )
        #expect(
            verdict.complaints == [
                "handlers: `hold` calls `pay.hold`, and the scenario does not say what it answers | "
                    + "under `handlers` add `pay.hold: { output: { hold: … } }`"
            ]
        )
    }

    @Test func soIsThatOfAnUndo() throws {
        let verdict = try Shop.sell.verdict(
            "    expect: { outcome: given_up }",
            handlers: "  pay.hold: { output: { hold: h } }"
        )
        #expect(
            verdict.complaints == [
                "handlers: the undo of `hold` calls `pay.void`, and the scenario does not say what "
                    + "it answers | under `handlers` add `pay.void: {}`"
            ]
        )
    }

    @Test func casesThatCoverNoAttemptAreNoAnswer() throws {
        let verdict = try Shop.sell.verdict(
            "    expect: { status: completed }",
            handlers: """
                  pay.hold:
                    cases: [{ when: input.amount > 100, output: { hold: h } }]
                """
        )
        #expect(verdict.complaints.count == 1)
        #expect(verdict.complaints.first?.hasPrefix("handlers: `hold` calls `pay.hold`") == true)
    }

    @Test func aRunThatNeverEndsIsReportedWithWhereItStands() throws {
        let shop = Shop(
            workflow: """
                waybill: 1
                workflow: sell
                use: [shop.yaml]
                input: { id: string, total: decimal }
                steps:
                  - step: take
                    call: stock.take
                    with: { order: "${ input.id }" }
                    timeout: 5s
                    pivot: true
                  - step: hold
                    call: pay.hold
                    with: { order: "${ input.id }", amount: 5 }
                    timeout: 5s
                    retry: { max_attempts: unlimited, max_delay: 1m }
                """
        )
        let verdict = try shop.verdict(
            """
                handlers:
                  pay.hold: { error: busy }
                expect: { status: completed }
            """
        )
        let complaint = try #require(verdict.complaints.first)
        #expect(complaint.hasPrefix("end: the run does not come to an end within 20000 events: "))
        #expect(complaint.contains("it is running at `hold`"))

        let watched = try shop.verdict(
            """
                handlers:
                  pay.hold: { error: busy }
                until: 1h
                expect: { status: running, steps: [take, hold] }
            """
        )
        #expect(watched.complaints == [])
    }

    @Test func anExpressionWithoutAValueIsNamed() throws {
        let verdict = try Shop.sell.verdict(
            """
                handlers:
                  pay.hold: { output: { hold: "${ [input.order][1] }" } }
                expect: { status: completed }
            """
        )
        #expect(
            verdict.complaints.first?.hasPrefix("expression: the expression has no value") == true
        )
    }

    @Test func anInputWithoutAKeyIsRefused() throws {
        let verdict = try Shop.sell.verdict(
            """
                input: { id: "" }
                expect: { status: completed }
            """
        )
        #expect(verdict.complaints == ["input: the run has no key: the run's key is empty"])
    }
}
