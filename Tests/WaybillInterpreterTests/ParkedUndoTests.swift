import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// A compensation that gives up (LANGUAGE.md, "Sagas", 7).
@Suite struct ParkedUndoTests {
    @Test func theOthersAreStillUndoneThenTheRunIsParked() throws {
        var run = try parked()
        #expect(run.tell().contains("undo fee gave up: unavailable"))
        #expect(run.calls == ["undo charge"])
        #expect(run.status == .compensating)
        try run.answer("undo charge")
        #expect(run.status == .parked)
        #expect(run.state.parkedOperations.map(\.id.story) == ["undo fee"])
    }

    @Test func retryGoesOn() throws {
        var run = try parked()
        try run.answer("undo charge")
        try run.ask(.retry(StepPath("fee")))
        #expect(try run.invocation("undo fee").idempotencyKey == "run-1/fee/undo")
        try run.answer("undo fee")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func theFirstErrorIsKept() throws {
        var run = try parked()
        try run.answer("undo charge")
        try run.ask(.retry(nil))
        try run.fail("undo fee", "timeout", effect: .unknown)
        try run.ask(.skip(nil, reason: "it is one cent"))
        #expect(run.end == "failed: hopeless, unresolved fee")
    }

    @Test func resolveSaysThatItWasSettledByHand() throws {
        var run = try parked()
        try run.answer("undo charge")
        try run.ask(.resolve(nil, output: .null, reason: "paid back in cash"))
        #expect(run.end == "compensated: hopeless")
    }

    @Test func skipLeavesItAndTheRunEndsFailed() throws {
        var run = try parked()
        try run.answer("undo charge")
        try run.ask(.skip(StepPath("fee"), reason: "it is one cent"))
        #expect(run.end == "failed: hopeless, unresolved fee")
    }

    @Test func skippingBeforeTheOthersAreDoneStillUndoesThem() throws {
        var run = try parked()
        try run.ask(.skip(nil, reason: "it is one cent"))
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "failed: hopeless, unresolved fee")
    }

    @Test func aLateSuccessOfTheUndoIsAsGoodAsARetry() throws {
        var run = try parked()
        let undo = OperationID(StepPath([.step("fee")]), .undo)
        run.play(.attemptSucceeded(undo, attempt: 1, output: .null))
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func whatIsNotParkedCannotBeRetriedSkippedOrResolved() throws {
        var run = try Script(Script.charge)
        for request in [
            OperatorRequest.retry(nil), .skip(nil, reason: ""),
            .resolve(nil, output: .null, reason: ""),
        ] {
            #expect(throws: Refusal.self) { try run.ask(request) }
        }
        var other = try parked()
        #expect(throws: Refusal.self) { try other.ask(.retry(StepPath("charge"))) }
    }

    @Test func anUndoWhoseInputFailsIsParkedToo() throws {
        var run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate:
                call: card.refund
                with: { why: "${ string(1 / (input.amount - 30)) }" }
                timeout: 10s
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.tell().last == "undo charge gave up: expression")
        #expect(run.status == .parked)
    }

    @Test func anUndoSkippedInAScopeEndsTheRunThoughTheErrorWouldBeCaught() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Self.fee.indented(4))
                - { step: stop, fail: hopeless }
              retry: { max_attempts: 9 }
              catch: [{ error: any, to: next }]
            """
        )
        try run.answer("pay/fee", #"{"charge": "c1"}"#)
        try run.fail("undo pay/fee", "unavailable")
        try run.ask(.skip(nil, reason: "it is one cent"))
        #expect(run.end == "failed: hopeless, unresolved pay/fee")
    }

    @Test func inAParkedRunNoTimerIsLost() throws {
        var run = try Script(
            Script.reserve + "\n  catch: [{ error: any, keep: true, to: next }]\n" + Self.fee
                + "\n- { step: stop, fail: hopeless }"
        )
        run.pass(.seconds(10))
        try run.answer("fee", #"{"charge": "c1"}"#)
        try run.fail("undo fee", "unavailable")
        #expect(run.status == .parked)
        #expect(run.timers == ["reserve settled in 50.0 seconds"])
        run.pass(.seconds(50))
        #expect(run.calls == ["undo reserve"])
    }

    private static let fee = """
        - step: fee
          call: card.charge
          with: { amount: 1 }
          timeout: 10s
          compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
        """

    /// A run that fails after `charge` and `fee`, whose second undo has given up.
    private func parked() throws -> Script {
        var run = try Script(
            Script.charge + "\n" + Self.fee + "\n- { step: stop, fail: hopeless }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("fee", #"{"charge": "c2"}"#)
        try run.fail("undo fee", "unavailable")
        return run
    }
}
