import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// The status of a run, while it lives and when it is over.
@Suite struct StatusTests {
    private static let once = """
        - step: charge
          call: card.charge
          with: { amount: 1 }
          timeout: 10s
          compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
        """

    @Test func aRunThatWaitsForAnAnswerIsRunning() throws {
        #expect(try Script(Script.charge).status == .running)
    }

    @Test(arguments: [
        "- { step: rest, wait: 1h }",
        "- { step: ask, await: order.decided, match: { order: input.order }, timeout: 1h }",
        "- { step: pay, scope: [{ step: rest, wait: 1h }] }",
    ])
    func aRunThatOnlyWaitsIsWaiting(steps: String) throws {
        #expect(try Script(steps).status == .waiting)
    }

    @Test func aRunIsCompensatingWhileAnythingIsUndone() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.status == .compensating)
        try run.fail("undo charge", "unavailable")
        #expect(run.status == .compensating)
    }

    @Test func aRunIsParkedOnceNothingElseCanBeDone() throws {
        var run = try Script(
            Script.charge + "\n" + Self.once.replacing("step: charge", with: "step: fee")
                + "\n- { step: stop, fail: hopeless }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("fee", #"{"charge": "c2"}"#)
        try run.fail("undo fee", "unavailable")
        #expect(run.status == .compensating)
        try run.answer("undo charge")
        #expect(run.status == .parked)
    }

    @Test func aRunThatFinishesWithUndoIsCompletedOnceThatIsDone() throws {
        var run = try Script(Script.charge + "\n- { step: no, finish: rejected }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.status == .compensating)
        try run.answer("undo charge")
        #expect(run.status == .completed)
    }

    @Test func aRunThatFailsIsCompensatedIfAnythingWasUndone() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("undo charge")
        #expect(run.status == .compensated)
    }

    @Test func aRunThatFailsWithNothingToUndoIsFailed() throws {
        #expect(try Script("- { step: stop, fail: hopeless }").status == .failed)
    }

    @Test func aRunThatLeavesSomethingUndoneIsFailed() throws {
        var run = try Script(Self.once + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.fail("undo charge", "unavailable")
        try run.ask(.skip(nil, reason: "it is one cent"))
        #expect(run.status == .failed)
    }

    @Test func aRunThatIsCancelledIsCancelledWhateverWasUndone() throws {
        var run = try Script(Script.charge + "\n- { step: rest, wait: 1h }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        try run.answer("undo charge")
        #expect(run.status == .cancelled)
    }
}
