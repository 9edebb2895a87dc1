import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Cancelling a run (LANGUAGE.md, "Sagas", 8).
@Suite struct CancelTests {
    @Test func cancellingUndoesAndEndsCancelled() throws {
        var run = try Script(Script.charge + "\n- { step: rest, wait: 1h }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: "changed their mind"))
        #expect(run.calls == ["undo charge"])
        #expect(run.timers == ["attempt 1 of undo charge too late in 10.0 seconds"])
        try run.answer("undo charge")
        #expect(run.state.end == .cancelled(reason: "changed their mind"))
    }

    @Test func cancellingWithNothingDoneEndsAtOnce() throws {
        var run = try Script("- { step: rest, wait: 1h }")
        try run.ask(.cancel(reason: nil))
        #expect(run.end == "cancelled")
    }

    @Test func cancellingEndsTheWaitForARetry() throws {
        var run = try Script(Script.charge + "\n  retry: { max_attempts: 9 }")
        try run.fail("charge", "unavailable", effect: .none)
        try run.ask(.cancel(reason: nil))
        #expect(run.end == "cancelled")
    }

    @Test func duringCompensationItIsOnlyRecorded() throws {
        var run = try Script(Script.charge + "\n- { step: stop, fail: hopeless }")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func whileABranchIsUndoneItStopsTheOthers() throws {
        var run = try Script(
            """
            - step: race
              join: any
              parallel:
                lost:
            \(Script.charge.indented(6))
                  - { step: stop, fail: hopeless }
                open:
            \(Script.reserve.indented(6))
                  - { step: rest, wait: 1h }
                  - { step: tell, call: mail.send, timeout: 10s }
            """
        )
        try run.answer("race.open/reserve", #"{"reservation": "r1"}"#)
        try run.answer("race.lost/charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo race.lost/charge"])
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["undo race.lost/charge", "undo race.open/reserve"])
        try run.answer("undo race.lost/charge")
        try run.answer("undo race.open/reserve")
        #expect(run.end == "cancelled")
    }

    @Test func whileALoserIsUndoneTheUndoGoesOn() throws {
        var run = try Script(
            """
            - step: race
              join: any
              parallel:
                nap: [{ step: nap, wait: 1s }]
                money:
            \(Script.charge.indented(6))
                  - { step: rest, wait: 1h }
            - { step: done, finish: sold }
            """
        )
        try run.answer("race.money/charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(1))
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["undo race.money/charge"])
        try run.answer("undo race.money/charge")
        #expect(run.end == "cancelled")
    }

    @Test func whenAnUndoHasGivenUpItIsOnlyRecorded() throws {
        var run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.fail("undo charge", "unavailable")
        try run.ask(.cancel(reason: nil))
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func whileAScopeIsUndoneTheUndoGoesOnAndTheScopeIsNotTriedAgain() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
                - { step: stop, fail: hopeless }
              retry: { max_attempts: 5 }
            """
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        try run.answer("undo pay/charge")
        #expect(run.end == "cancelled")
    }

    @Test func afterThePivotItIsRefused() throws {
        var run = try Script(Script.capture + "\n- { step: rest, wait: 1h }")
        try run.answer("capture", #"{"charge": "c1"}"#)
        #expect(throws: Refusal.self) { try run.ask(.cancel(reason: nil)) }
        #expect(run.status == .waiting)
    }

    @Test func whileThePivotIsInDoubtItWaits() throws {
        var run = try Script(Script.charge + "\n" + Script.capture)
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["capture"])
        try run.fail("capture", "declined", effect: .none)
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "cancelled")
    }

    @Test func whenThePivotInDoubtSucceededTheRunGoesOn() throws {
        var run = try Script(Script.capture + "\n- { step: done, finish: sold }")
        try run.ask(.cancel(reason: nil))
        try run.answer("capture", #"{"charge": "c1"}"#)
        #expect(run.end == "completed sold null")
    }

    @Test func aRunThatIsOverCannotBeCancelled() throws {
        var run = try Script("- { step: done, finish: sold }")
        #expect(throws: Refusal.self) { try run.ask(.cancel(reason: nil)) }
    }

    @Test func anUndoSeesWhyItIsCalled() throws {
        var run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate:
                call: card.refund
                with: { why: "${ error.code + ': ' + error.message }" }
                timeout: 10s
            - { step: rest, wait: 1h }
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: "changed their mind"))
        #expect(
            try run.invocation("undo charge").input.description
                == #"{"why":"cancelled: changed their mind"}"#
        )
    }
}
