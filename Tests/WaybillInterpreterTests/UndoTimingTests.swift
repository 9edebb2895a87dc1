import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// When an undo may be sent, and what a late answer means (LANGUAGE.md, "Sagas", 2).
@Suite struct UndoTimingTests {
    @Test func noUndoIsSentWhileAnAttemptIsOut() throws {
        var run = try Script(Script.charge)
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["charge"])
        #expect(run.status == .compensating)
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
    }

    @Test func theAnswerOfAnAttemptIsWaitedForNoLongerThanItsTimeout() throws {
        var run = try Script(Script.charge)
        try run.ask(.cancel(reason: nil))
        run.pass(.seconds(10))
        #expect(run.calls == ["undo charge"])
    }

    @Test func theAttemptThatIsOutIsWaitedForThoughAnEarlierOneSucceeded() throws {
        var run = try Script(
            Script.charge + "\n  retry: { max_attempts: 2 }\n- { step: stop, fail: hopeless }"
        )
        let first = try run.invocation("charge")
        run.pass(.seconds(11))
        #expect(run.calls == ["charge"])
        let output = JSON.object([.init("charge", .string("c1"))])
        run.play(.attemptSucceeded(first.operation, attempt: 1, output: output))
        #expect(run.tell().last == "undoing the run: hopeless")
        #expect(run.calls == ["charge"])
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
    }

    @Test func anUndoThatDoesNotFenceWaitsUntilTheCallHasSettled() throws {
        var run = try Script(Script.reserve)
        run.pass(.seconds(10))
        // Sent at 0 s, settled at 60 s.
        #expect(run.calls == [])
        #expect(run.timers == ["reserve settled in 50.0 seconds"])
        run.pass(.seconds(50))
        #expect(run.calls == ["undo reserve"])
    }

    @Test func whatWasAnsweredNeedNotSettle() throws {
        var run = try Script(Script.reserve + "\n- { step: stop, fail: hopeless }")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo reserve"])
    }

    @Test func aLateSuccessBeforeTheUndoIsWhatTheUndoSees() throws {
        var run = try Script(
            """
            - step: reserve
              call: stock.reserve
              timeout: 10s
              compensate:
                call: stock.release
                with: { key: "${ call.key }", reservation: "${ call.?output.reservation }" }
                timeout: 10s
            """
        )
        let call = try run.invocation("reserve")
        run.pass(.seconds(10))
        run.play(
            .attemptSucceeded(
                call.operation,
                attempt: 1,
                output: .object([.init("reservation", .string("r1"))])
            )
        )
        #expect(
            run.tell().last { $0.hasPrefix("undo reserve called") }
                == #"undo reserve called {"key":"run-1/reserve","reservation":"r1"}"#
        )
    }

    @Test func anUndoSeesNoOutputOfACallThatWasNeverAnswered() throws {
        var run = try Script(
            """
            - step: reserve
              call: stock.reserve
              timeout: 10s
              compensate:
                call: stock.release
                with: { reservation: "${ call.?output.reservation }" }
                timeout: 10s
            """
        )
        run.pass(.seconds(60))
        #expect(run.tell().contains("undo reserve called {}"))
    }

    @Test func aSuccessAfterItsUndoWasSentIsFlagged() throws {
        var run = try Script(Script.charge)
        let call = try run.invocation("charge")
        let late = Event.attemptSucceeded(
            call.operation,
            attempt: 1,
            output: .object([.init("charge", .string("c1"))])
        )
        run.pass(.seconds(10))
        run.play(late)
        #expect(run.state.warnings.map(\.path.description) == ["charge"])
        #expect(run.calls == ["undo charge"])
    }

    @Test func aSuccessAfterTheEndIsFlagged() throws {
        var run = try Script(Script.charge)
        let call = try run.invocation("charge")
        run.pass(.seconds(10))
        try run.answer("undo charge")
        #expect(run.end == "compensated: timeout")
        run.play(.attemptSucceeded(call.operation, attempt: 1, output: .null))
        #expect(run.state.warnings.map(\.path.description) == ["charge"])
        #expect(run.status == .compensated)
    }
}
