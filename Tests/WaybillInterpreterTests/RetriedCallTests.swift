import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// A call that an operator has attempted again though a catch rule took its error.
@Suite struct RetriedCallTests {
    @Test func itsAttemptsAreNumberedOn() throws {
        var run = try parked(Script.charge)
        try run.ask(.retry(nil))
        #expect(try run.invocation("charge").attempt == 3)
        // The answer of the first round says nothing about the attempt that is out.
        let late = AttemptFailure(StepError(code: "declined", message: "too late"))
        run.play(.attemptFailed(OperationID(StepPath.root.step("charge")), attempt: 1, late))
        #expect(run.calls == ["charge"])
    }

    @Test func withoutAnUndoTheyAreToo() throws {
        var run = try parked(
            "- step: charge\n  call: card.charge\n  with: { amount: 1 }\n  timeout: 10s"
        )
        try run.ask(.retry(nil))
        #expect(try run.invocation("charge").attempt == 3)
    }

    @Test func whatWasNeverAnsweredMayStillHaveHappened() throws {
        var run = try parked(Script.reserve, inScope: true)
        try run.ask(.retry(nil))
        try run.fail("pay/reserve", "out_of_stock")
        #expect(run.timers.map { $0.hasPrefix("pay/reserve settled") } == [true])
        run.passToNextTimer()
        #expect(run.calls == ["undo pay/reserve"])
    }

    @Test func journalsThatBeginToCountAnewFoldAsTheyDid() throws {
        var run = try parked(Script.charge)
        run.takeRoom()
        try run.ask(.retry(nil))
        let id = OperationID(StepPath.root.step("charge"))
        run.play(.attemptStarted(id, attempt: 1))
        #expect(try run.invocation("charge").attempt == 1)
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.end == "completed - null")
    }

    /// A run past its pivot whose second call failed twice without an answer, and then in the
    /// message of the error that its rule raises.
    private func parked(_ call: String, inScope: Bool = false) throws -> Script {
        let step =
            call + "\n" + """
                  retry: { max_attempts: 2, initial_delay: 1s, jitter: none }
                  catch:
                    - error: [timeout, interrupted]
                      keep: true
                      fail: hopeless
                """
        let scope = "- step: pay\n  catch: [{ error: out_of_stock, to: next }]\n  scope:\n"
        var run = try Script(
            Script.capture + "\n" + (inScope ? scope + step.indented(4) : step)
        )
        try run.answer("capture", #"{"charge": "c1"}"#)
        for _ in 0..<9 where run.status != .parked { run.passToNextTimer() }
        #expect(run.status == .parked)
        return run
    }
}
