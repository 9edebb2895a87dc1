import CEL
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillSimulation

/// How the simulated world goes on: its time, its services, what comes from outside.
@Suite struct WorldTests {
    static let paid = """
            events:
              - { at: 3d, type: order.paid, data: { id: "${ input.id }", paid: 20 } }
        """

    @Test func aWaitOfDaysTakesNoTime() throws {
        let verdict = try Shop.sell.verdict(
            """
                expect: { outcome: given_up, undone: [hold], elapsed: 14d }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func theSameScenarioGivesTheSameEvents() throws {
        let scenario = """
            \(Self.paid)
                handlers:
                  pay.hold: [no_answer, { error: busy }, { output: { hold: late } }]
                expect: { outcome: sold, output: { hold: late } }
            """
        let first = try Shop.sell.verdict(scenario)
        let second = try Shop.sell.verdict(scenario)
        #expect(first.complaints == [])
        #expect(first.trace.runs.map(\.events) == second.trace.runs.map(\.events))
    }

    @Test func aRetryWaitsForTheWholeOfItsDelay() throws {
        let verdict = try Shop.sell.verdict(
            """
                handlers:
                  pay.hold: [{ error: busy }, { error: { code: busy, retry_after: 2h } }, { output: { hold: h } }]
                until: 1d
                expect: { status: waiting }
            """
        )
        #expect(verdict.complaints == [])
        let start = verdict.scenario.startsAt
        let sent = verdict.trace.attempts.map { $0.time.duration(since: start).text }
        #expect(sent == ["0s", "1m", "2h1m"])
    }

    @Test func anAttemptThatIsNotAnsweredRunsIntoItsTimeout() throws {
        let verdict = try Shop.sell.verdict(
            """
                handlers:
                  pay.hold: no_answer
                expect:
                  status: compensated
                  error: { code: timeout }
                  undone: [hold]
                  calls:
                    - { handler: pay.hold, key: sell-A-1/hold, times: 3 }
                    - { handler: pay.void, key: sell-A-1/hold/undo, times: 1 }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func anAnswerThatTakesLongerThanTheTimeoutComesLate() throws {
        let verdict = try Shop.sell.verdict(
            """
                handlers:
                  pay.hold: { output: { hold: late }, latency: 1h }
                expect: { status: compensated, undone: [hold] }
            """
        )
        #expect(verdict.complaints == [])
        let state = try #require(verdict.trace.runs.first?.state)
        #expect(state.warnings.map(\.text).allSatisfy { $0.contains("after its undo was sent") })
        #expect(state.warnings.count == 3)
        #expect(verdict.trace.runs.first?.elapsed.text == "3m30s")
    }

    @Test func anEventThatComesBeforeItsAwaitIsKept() throws {
        let verdict = try Shop.sell.verdict(
            """
                events:
                  - { at: 0s, type: order.paid, data: { id: A-1, paid: 20.0 } }
                handlers:
                  pay.hold: { output: { hold: h }, latency: 5s }
                expect: { outcome: sold, elapsed: 5s, output: { paid: 20 } }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test("one that came a week before its await is too old", arguments: ["7d", "7d1s"])
    func aKeptEventLastsAWeek(wait: String) throws {
        let shop = Shop(
            workflow: Shop.sell.workflow.replacing("wait: 1h", with: "wait: \(wait)")
                .replacing("input.total < 10", with: "input.total < 100")
        )
        let outcome = wait == "7d" ? "sold" : "given_up"
        let verdict = try shop.verdict(
            """
                events:
                  - { at: 0s, type: order.paid, data: { id: A-1, paid: 20.0 } }
                expect: { outcome: \(outcome) }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func anEventOfAnotherOrderIsNotTaken() throws {
        let verdict = try Shop.sell.verdict(
            """
                events:
                  - { at: 1d, type: order.paid, data: { id: A-2, paid: 20.0 } }
                expect: { outcome: given_up }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func whatIsSentComesBeforeTheTimerOfTheSameMoment() throws {
        let verdict = try Shop.sell.verdict(
            """
                events:
                  - { at: 14d, type: order.paid, data: { id: A-1, paid: 20.0 } }
                expect: { outcome: sold }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func aTimeIsADurationFromTheStartOrAMoment() throws {
        let verdict = try Shop.sell.verdict(
            """
                starts_at: 2026-11-01T08:00:00Z
                events:
                  - { at: 2026-11-03T08:00:00Z, type: order.paid, data: { id: A-1, paid: 20.0 } }
                expect: { outcome: sold, elapsed: 2d }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func answersFollowOneAnotherAndTheLastRepeats() throws {
        let verdict = try Shop.sell.verdict(
            """
            \(Self.paid)
                handlers:
                  stock.take:
                    cases:
                      - when: input.order == 'A-1'
                        attempts: [{ error: unavailable }, { error: sold_out }]
                expect: { status: compensated, error: sold_out, undone: [take, hold] }
            """
        )
        #expect(verdict.complaints == ["undone: -take hold"])
        #expect(verdict.trace.attempts.filter { $0.invocation.handler == "stock.take" }.count == 2)
    }

    @Test func anOperatorCancels() throws {
        let verdict = try Shop.sell.verdict(
            """
                operator:
                  - { at: 2d, cancel: no longer wanted }
                  - { at: 3d, cancel: , refused: true }
                expect: { status: cancelled, undone: [hold], elapsed: 2d }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func anOperatorSettlesWhatIsParked() throws {
        let parking = """
                handlers:
                  pay.void: { error: unavailable }
            """
        let parked = try Shop.sell.verdict(
            parking + "\n    expect: { status: parked, error: unavailable, parked: [hold] }"
        )
        #expect(parked.complaints == [])
        for (request, status) in [
            ("resolve: hold, output: null", "completed"), ("resolve: hold", "completed"),
            ("skip: hold", "failed"),
            ("retry: hold", "parked"), ("retry:", "parked"),
        ] {
            let settled = try Shop.sell.verdict(
                """
                \(parking)
                    operator: [{ at: 20d, \(request), reason: seen to }]
                    expect: { status: \(status) }
                """
                .replacing(
                    ", reason: seen to",
                    with: request.hasPrefix("retry") ? "" : ", reason: x"
                )
            )
            #expect(settled.complaints == [], "\(request)")
        }
    }

    @Test func aRunIsWatchedUntilATime() throws {
        let verdict = try Shop.sell.verdict(
            """
                until: 13d
                expect: { status: waiting, steps: [hold, paid] }
            """
        )
        #expect(verdict.complaints == [])
    }
}
