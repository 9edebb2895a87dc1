import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// What happens when something takes too long.
@Suite struct TimeoutTests {
    @Test func anAttemptThatIsNotAnsweredInTimeHasAnUnknownEffect() throws {
        var run = try Script(Script.charge + "\n  retry: { max_attempts: 2, jitter: none }")
        #expect(run.timers == ["attempt 1 of charge too late in 10.0 seconds"])
        run.pass(.seconds(10))
        #expect(run.tell().last == "charge: attempt 2 in 0.2 seconds")
        run.pass(.milliseconds(10_200))
        #expect(run.tell().contains("charge failed: timeout?"))
    }

    @Test func theClockOfAnAttemptStartsWhenItIsSent() throws {
        var run = try Script(
            Script.charge + "\n  retry: { max_attempts: 2, jitter: none, initial_delay: 20s }"
        )
        try run.fail("charge", "unavailable")
        run.pass(.seconds(20))
        #expect(run.timers == ["attempt 2 of charge too late in 10.0 seconds"])
    }

    @Test func theClockOfAnAttemptStandsWhileItWaitsForRoom() throws {
        var run = try Script(Script.charge)
        run.takeRoom()
        try run.interrupt("charge")
        run.pass(.seconds(60))
        #expect(run.timers == [])
        run.giveRoom()
        #expect(run.timers == ["attempt 1 of charge too late in 10.0 seconds"])
    }

    @Test func aScopeThatTakesTooLongIsUndoneAndFails() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
                - step: rest
                  wait: 1h
              timeout: 5m
              catch: [{ error: timeout, finish: rejected }]
            """
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(300))
        #expect(run.calls == ["undo pay/charge"])
        try run.answer("undo pay/charge")
        #expect(run.tell().contains("pay caught by rule 0"))
        #expect(run.end == "completed rejected null")
    }

    @Test func aScopeWhoseTimeIsUpWhileABranchIsUndoneWaitsForThatUndo() throws {
        var run = try Script(
            """
            - step: hour
              timeout: 1m
              catch: [{ error: timeout, finish: sold }]
              scope:
                - step: race
                  join: any
                  parallel:
                    money:
            \(Script.charge.indented(10))
                      - { step: stop, fail: hopeless }
                    goods:
            \(Script.reserve.indented(10))
                      - { step: rest, wait: 1h }
            """
        )
        try run.answer("hour/race.goods/reserve", #"{"reservation": "r1"}"#)
        run.pass(.seconds(9))
        try run.answer("hour/race.money/charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo hour/race.money/charge"])
        let key = run.invocations.map(\.idempotencyKey)
        while run.now < Script.start.advanced(by: .seconds(60)) {
            if run.calls.isEmpty {
                run.passToNextTimer()
            } else {
                try run.fail("undo hour/race.money/charge", "unavailable")
            }
        }
        #expect(run.tell().contains("undoing hour: timeout"))
        #expect(run.calls.contains("undo hour/race.goods/reserve"))
        try run.answer("undo hour/race.goods/reserve")
        #expect(run.end == nil)
        run.pass(.seconds(60))
        #expect(run.invocations.map(\.idempotencyKey) == key)
        try run.answer("undo hour/race.money/charge")
        #expect(run.end == "completed sold null")
    }

    @Test func theTimeoutOfAScopeIsForEachAttempt() throws {
        var run = try Script(
            """
            - step: pay
              scope: [{ step: rest, wait: 1h }]
              timeout: 5m
              retry: { max_attempts: 2, initial_delay: 20s, jitter: none }
            """
        )
        run.pass(.seconds(320))
        #expect(run.timers.contains("pay#2 too late in 300.0 seconds"))
        run.pass(.seconds(300))
        #expect(run.end == "failed: timeout")
    }

    @Test func aRunThatTakesTooLongIsUndone() throws {
        var run = try Script(
            Script.charge + "\n- { step: rest, wait: 2h }",
            header: "timeout: 1h"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(3_600))
        try run.answer("undo charge")
        #expect(run.end == "compensated: timeout")
    }

    @Test func theTimeoutOfTheRunNoLongerCountsAfterThePivot() throws {
        var run = try Script(
            Script.capture + "\n- { step: rest, wait: 2h }",
            header: "timeout: 1h"
        )
        try run.answer("capture", #"{"charge": "c1"}"#)
        #expect(run.timers == ["rest over in 7200.0 seconds"])
        run.pass(.seconds(7_200))
        #expect(run.end == "completed - null")
    }

    @Test func theTimeoutOfTheRunWaitsWhileThePivotIsInDoubt() throws {
        var run = try Script(Script.capture, header: "timeout: 5s")
        #expect(run.timers == ["attempt 1 of capture too late in 10.0 seconds"])
        run.pass(.seconds(9))
        try run.fail("capture", "declined")
        // It certainly did not happen, so the run may still be stopped.
        #expect(run.end == "failed: declined")
    }

    @Test func aStepThatMayTakeForEverSetsNoTimer() throws {
        let run = try Script("- { step: look, call: stock.reserve, timeout: never }")
        #expect(run.calls == ["look"])
        #expect(run.timers == [])
    }
}
