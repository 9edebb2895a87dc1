import Testing
import WaybillInterpreter
import WaybillModel

/// What a catch rule does about a call that may have taken effect.
@Suite struct CaughtEffectTests {
    @Test func itIsUndoneBeforeTheRuleGoesOn() throws {
        var run = try script("- { error: any, to: next }")
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.calls == ["undo charge"])
        #expect(run.status == .compensating)
        try run.answer("undo charge")
        #expect(run.tell().suffix(3) == ["undo charge: succeeded", "undone charge", "rest waits"])
    }

    @Test func itIsKeptWhenTheRuleSaysSo() throws {
        var run = try script("- { error: any, keep: true, to: next }")
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.tell().last == "rest waits")
    }

    @Test func whatWasKeptIsUndoneWhenTheRunFailsLater() throws {
        var run = try script("- { error: any, keep: true, to: next }")
        try run.fail("charge", "unavailable", effect: .unknown)
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["undo charge"])
    }

    @Test func whatWasKeptIsUndoneWhenTheRuleRaisesAnError() throws {
        var run = try script("- { error: any, keep: true, fail: hopeless }")
        try run.fail("charge", "unavailable", effect: .unknown)
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func whatCertainlyDidNotHappenNeedsNoUndo() throws {
        var run = try script("- { error: any, to: next }")
        try run.fail("charge", "declined", effect: .none)
        #expect(run.tell().last == "rest waits")
    }

    @Test func whatWasUndoneIsNotUndoneAgain() throws {
        var run = try script("- { error: any, to: next }")
        try run.fail("charge", "unavailable", effect: .unknown)
        try run.answer("undo charge")
        try run.ask(.cancel(reason: nil))
        #expect(run.end == "cancelled")
    }

    @Test func anUndoLeftByAnOperatorEndsTheRun() throws {
        var run = try script("- { error: any, to: next }", undoRetry: "max_attempts: 1")
        try run.fail("charge", "unavailable", effect: .unknown)
        try run.fail("undo charge", "unavailable")
        #expect(run.status == .parked)
        try run.ask(.skip(nil, reason: "the customer was paid in cash"))
        #expect(run.end == "failed: unavailable, unresolved charge")
    }

    /// A run of the step `charge` with this catch rule, and a rest after it.
    private func script(_ rule: String, undoRetry: String = "max_attempts: 9") throws -> Script {
        try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: "${ input.amount }" }
              timeout: 10s
              compensate: { call: card.refund, timeout: 10s, retry: { \(undoRetry) } }
              catch:
                \(rule)
            - { step: rest, wait: 1h }
            """
        )
    }
}
