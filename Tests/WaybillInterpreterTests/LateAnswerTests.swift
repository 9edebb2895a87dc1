import CEL
import OrderedCollections
import Testing
import WaybillInterpreter
import WaybillModel

/// What an answer means that nobody waits for any more (LANGUAGE.md, "Sagas", 2).
@Suite struct LateAnswerTests {
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

    @Test func aSuccessBeforeItsUndoIsSentIsTakenBackByIt() throws {
        var run = try Script(Script.charge)
        let call = try run.invocation("charge")
        run.takeRoom()
        run.pass(.seconds(10))
        #expect(run.tell().last == "undo charge called {}")
        run.play(call.success)
        #expect(run.state.warnings == [])
        run.giveRoom()
        try run.answer("undo charge")
        #expect(run.end == "compensated: timeout")
    }

    @Test func aSuccessAfterAnAnswerThatItDidNotHappenIsFlagged() throws {
        var run = try Script(Script.charge + "\n  catch: [{ error: any, to: next }]\n" + Self.rest)
        let call = try run.invocation("charge")
        try run.fail("charge", "declined", effect: .none)
        run.play(call.success)
        #expect(run.state.warnings.map(\.path.description) == ["charge"])
        // By now it did, so it is undone with the run.
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["undo charge"])
    }

    @Test func aSuccessThatComesTwiceIsFlaggedOnlyWhereItIsNews() throws {
        var run = try Script(Script.charge + "\n" + Self.rest)
        let call = try run.invocation("charge")
        run.play(call.success)
        run.play(call.success)
        #expect(run.state.warnings == [])
    }

    @Test func aLateRefusalOfTheLastAttemptSettlesACall() throws {
        var run = try Script(
            Script.charge
                + "\n  retry: { max_attempts: 3, initial_delay: 1m, only: [timeout], jitter: none }"
        )
        let call = try run.invocation("charge")
        run.pass(.seconds(10))
        #expect(run.calls == [])
        run.play(.refusal(of: call.operation, attempt: 1))
        #expect(run.end == "failed: declined")
    }

    @Test func oneOfAnEarlierAttemptSaysNothingOfTheLast() throws {
        var run = try Script(
            Script.charge
                + "\n  retry: { max_attempts: 3, initial_delay: 1m, only: [timeout], jitter: none }"
        )
        let call = try run.invocation("charge")
        run.pass(.seconds(10))
        run.pass(.seconds(60))
        #expect(run.calls == ["charge"])
        let late = Event.refusal(of: call.operation, attempt: 1)
        #expect(!run.state.isUsable(late))
        run.play(late)
        #expect(run.calls == ["charge"])
    }

    @Test func aLateRefusalOfAPivotLetsTheRunBeUndone() throws {
        var run = try Script(Script.charge + "\n" + Script.capture)
        try run.answer("charge", #"{"charge": "c1"}"#)
        let capture = OperationID(StepPath([.step("capture")]))
        run.pass(.seconds(10))
        let attempt = (run.state.operations[capture]?.attempt ?? 0) - 1
        #expect(run.calls == [])
        run.play(.refusal(of: capture, attempt: attempt))
        #expect(run.calls == ["undo charge"])
    }

    @Test(arguments: ["unavailable", "cancelled"] as [ErrorCode])
    func aCallThatDidNotReachItsServiceSaysNothingOfThoseBeforeIt(code: ErrorCode) throws {
        var run = try Script(
            Script.charge + "\n  retry: { max_attempts: 2, initial_delay: 1m, jitter: none }"
        )
        run.pass(.seconds(10))
        run.pass(.seconds(60))
        try run.fail("charge", code, effect: .none)
        #expect(run.calls == ["undo charge"])
    }

    @Test func whatWasRefusedLateIsNotUndone() throws {
        var run = try Script(
            Script.charge + "\n  catch: [{ error: any, keep: true, to: next }]\n" + Self.rest
        )
        let call = try run.invocation("charge")
        run.pass(.seconds(10))
        run.play(.refusal(of: call.operation, attempt: 1))
        try run.ask(.cancel(reason: nil))
        #expect(run.end == "cancelled")
    }

    @Test func aLateSuccessIsTheLastFactOfItsStep() throws {
        var run = try Script(
            Script.reserve + "\n  catch: [{ error: any, keep: true, to: next }]\n" + Script.charge
                + "\n" + Self.rest
        )
        let reserve = try run.invocation("reserve")
        run.pass(.seconds(10))
        try run.answer("charge", #"{"charge": "c1"}"#)
        run.play(reserve.success)
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["undo reserve"])
        try run.answer("undo reserve")
        #expect(run.calls == ["undo charge"])
    }

    @Test(arguments: [true, false])
    func whatBecomesOfALaterAttemptDoesNotChangeTheOrderOfUndoing(isInterrupted: Bool) throws {
        var run = try Script(
            Script.charge + "\n  retry: { max_attempts: 3, initial_delay: 1s, jitter: none }\n"
                + Script.reserve + "\n" + Self.rest
        )
        let first = try run.invocation("charge")
        run.pass(.seconds(11))
        run.play(first.success)
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["charge"])
        if isInterrupted { try run.interrupt("charge") } else { run.pass(.seconds(10)) }
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["undo reserve"])
        try run.answer("undo reserve")
        #expect(run.calls == ["undo charge"])
    }

    private static let rest = "- { step: rest, wait: 1h }"
}

extension Event {
    /// The answer that a call certainly did not take effect.
    static func refusal(of operation: OperationID, attempt: Int) -> Event {
        let error = StepError(code: "declined", message: "The bank says no.", effect: .none)
        return .attemptFailed(operation, attempt: attempt, AttemptFailure(error))
    }
}
