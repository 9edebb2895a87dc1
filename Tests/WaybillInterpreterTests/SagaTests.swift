import CEL
import OrderedCollections
import Testing
import WaybillInterpreter
import WaybillModel

/// What is undone when a run fails, and in which order (LANGUAGE.md, "Sagas", 1 to 4).
@Suite struct SagaTests {
    @Test func aStepIsRegisteredBeforeItsFirstAttemptIsSent() throws {
        let run = try Script(Script.charge)
        let called = run.journal.firstIndex { $0.story.hasPrefix("charge called") }
        let sent = run.journal.firstIndex { $0.story == "charge: attempt 1" }
        let registered = try RunState(
            id: "run-1",
            workflow: run.state.workflow,
            events: run.journal[...#require(called)]
        )
        #expect(registered.saga.keys.map(\.description) == ["charge"])
        #expect(
            registered.commands == [
                .start(OperationID(StepPath([.step("charge")])), attempt: 1, handler: "card.charge")
            ]
        )
        #expect(try #require(sent) > #require(called))
    }

    @Test func whatSucceededIsUndone() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.status == .compensating)
        _ = run.tell()
        try run.answer("undo charge")
        #expect(
            run.tell() == ["undo charge: succeeded", "undone the run", "compensated: hopeless"]
        )
    }

    @Test func whatCertainlyDidNotHappenIsNotUndone() throws {
        var run = try Script(Script.charge)
        try run.fail("charge", "declined", effect: .none)
        #expect(run.calls == [])
        #expect(run.end == "failed: declined")
    }

    @Test func whatMayHaveHappenedIsUndone() throws {
        var run = try Script(Script.charge)
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "compensated: unavailable")
    }

    @Test func withAKeyADefiniteAnswerSpeaksForTheAttemptsBefore() throws {
        var run = try Script(Script.charge + "\n  retry: { max_attempts: 2 }")
        try run.fail("charge", "unavailable", effect: .unknown)
        run.pass(.seconds(1))
        try run.fail("charge", "declined", effect: .none)
        #expect(run.end == "failed: declined")
    }

    @Test func withoutAKeyOnlyASuccessDoes() throws {
        var run = try Script(Script.reserve + "\n  retry: { max_attempts: 2 }")
        try run.fail("reserve", "unavailable", effect: .unknown)
        run.pass(.seconds(1))
        try run.fail("reserve", "out_of_stock", effect: .none)
        #expect(run.status == .compensating)
    }

    @Test func whatWasInterruptedMayHaveHappened() throws {
        var run = try Script(Script.reserve)
        try run.interrupt("reserve")
        try run.fail("reserve", "out_of_stock", effect: .none)
        #expect(run.status == .compensating)
    }

    @Test func undoingGoesBackwards() throws {
        var run = try Script(
            Script.charge + "\n" + Script.reserve + "\n- { step: stop, fail: hopeless }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo reserve"])
        try run.answer("undo reserve")
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func theKeyOfAnUndoIsTheForwardKeyWithUndo() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        #expect(try run.invocation("charge").idempotencyKey == "run-1/charge")
        try run.answer("charge", #"{"charge": "c1"}"#)
        let undo = try run.invocation("undo charge")
        #expect(undo.idempotencyKey == "run-1/charge/undo")
        #expect(undo.undoes == "run-1/charge")
        #expect(undo.handler == "card.refund")
    }

    @Test func anUndoSeesTheErrorAndTheStepsBefore() throws {
        var run = try Script(
            """
            - step: note
              set: { who: shop }
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate:
                call: card.refund
                with: { why: "${ error.code + ' at ' + steps.note.who }" }
                timeout: 10s
            - step: stop
              fail: hopeless
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.tell().last { $0.contains("undo") }?.isEmpty == false)
        #expect(
            try run.invocation("undo charge").input.description == #"{"why":"hopeless at shop"}"#
        )
    }

    @Test func anUndoSeesWhatItsStepWasCalledWith() throws {
        var run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: "${ input.amount + 1 }" }
              timeout: 10s
              compensate:
                call: card.refund
                with: { why: "${ string(call.input.amount) + ' by ' + call.key }" }
                timeout: 10s
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(
            try run.invocation("undo charge").input.description == #"{"why":"31 by run-1/charge"}"#
        )
    }

    @Test func anUndoLostWithTheProcessIsSentAgainWithItsKey() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        let undo = try run.invocation("undo charge")
        try run.interrupt("undo charge")
        #expect(try run.invocation("undo charge") == undo)
    }

    @Test func theErrorOfAnUndoDoesNotHideTheFirst() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.fail("undo charge", "unavailable")
        run.passToNextTimer()
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func anUndoIsRetriedAsItSays() throws {
        var run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 2 } }
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.fail("undo charge", "unavailable")
        run.pass(.seconds(1))
        try run.fail("undo charge", "unavailable")
        #expect(run.status == .parked)
    }

    @Test func anUndoIsRetriedForADayUnlessItSaysOtherwise() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        for _ in 0..<10_000 where run.status == .compensating {
            if run.calls.isEmpty { run.passToNextTimer() }
            if run.calls == ["undo charge"] { try run.fail("undo charge", "unavailable") }
        }
        #expect(run.status == .parked)
        let elapsed = run.now.duration(since: Script.start)
        #expect(elapsed > .seconds(86_400 - 120) && elapsed < .seconds(86_400 + 120))
    }

    @Test func finishingWithUndoCompensatesEverythingFirst() throws {
        var run = try Script(
            Script.charge + "\n- { step: no, finish: rejected, output: { total: 0 } }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == #"completed rejected {"total":0}"#)
    }

    @Test func finishingWithKeepLeavesEverything() throws {
        var run = try Script(Script.charge + "\n- { step: yes, finish: sold }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.end == "completed sold null")
    }

    @Test func compensateNoneLeavesTheStep() throws {
        var run = try Script(
            """
            - { step: tell, call: mail.send, timeout: 5s, compensate: none }
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("tell")
        #expect(run.end == "failed: hopeless")
    }
}
