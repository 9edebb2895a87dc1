import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// What a run asks of a lock, and when it gives it back.
@Suite struct LockTests {
    /// The scope `pay`, which charges and reserves while it holds `till/A-1`.
    private static func pay(_ lock: String = "timeout: 1h", _ more: String = "") -> String {
        """
        - step: pay
          scope:
        \(Script.charge.indented(4))
        \(Script.reserve.indented(4))
          lock: { name: "'till/' + input.order", \(lock) }
        \(more.indented(2))
        """
    }

    @Test func aScopeBeginsWhenItIsLetIn() throws {
        var run = try Script(Self.pay("slots: 2, timeout: 1h"))
        #expect(run.tell() == ["started", "pay wants till/A-1 of 2"])
        #expect(run.status == .waiting)
        #expect(run.calls == [])
        #expect(run.locks == ["till/A-1?"])
        run.letIn("pay")
        #expect(run.locks == ["till/A-1"])
        #expect(run.tell().prefix(2) == ["pay let in", "pay entered #1"])
        #expect(run.calls == ["pay/charge"])
    }

    @Test func aScopeThatIsDoneGivesItsLockBack() throws {
        var run = try Script(Self.pay() + "\n- { step: rest, wait: 1h }")
        run.letIn("pay")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        #expect(run.locks == ["till/A-1"])
        try run.answer("pay/reserve", #"{"reservation": "r1"}"#)
        #expect(run.locks == [])
    }

    @Test func whatAScopeThatFailsDidIsUndoneBeforeItsLockIsGivenBack() throws {
        var run = try Script(
            Self.pay("timeout: 1h", "catch: [{ error: any, to: next }]")
                + "\n- { step: rest, wait: 1h }"
        )
        run.letIn("pay")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.fail("pay/reserve", "out_of_stock")
        #expect(run.calls == ["undo pay/charge"])
        #expect(run.locks == ["till/A-1"])
        try run.answer("undo pay/charge")
        #expect(run.locks == [])
        #expect(run.status == .waiting)
    }

    @Test func theLockIsKeptBetweenAttempts() throws {
        var run = try Script(
            Self.pay("timeout: 1h", "retry: { max_attempts: 2, initial_delay: 10s, jitter: none }")
        )
        run.letIn("pay")
        try run.fail("pay/charge", "declined")
        #expect(run.timers == ["attempt 2 of pay in 10.0 seconds"])
        #expect(run.locks == ["till/A-1"])
        run.pass(.seconds(10))
        #expect(run.calls == ["pay#2/charge"])
        try run.fail("pay#2/charge", "declined")
        #expect(run.locks == [])
    }

    @Test func aRunThatFailsAroundTheScopeKeepsItsLockUntilTheScopeIsUndone() throws {
        var run = try Script(Script.reserve + "\n" + Self.payInTime, header: "timeout: 1m")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        run.letIn("pay")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(60))
        #expect(run.calls == ["undo pay/charge"])
        #expect(run.locks == ["till"])
        try run.answer("undo pay/charge")
        #expect(run.calls == ["undo reserve"])
        #expect(run.locks == [])
    }

    /// Charges, and then waits, while it holds `till`.
    private static let payInTime = """
        - step: pay
          scope:
        \(Script.charge.indented(4))
            - { step: rest, wait: 1h }
          lock: { name: "'till'", timeout: never }
        """

    @Test func cancellingKeepsTheLockUntilTheScopeIsUndone() throws {
        var run = try Script(Self.payInTime)
        run.letIn("pay")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        #expect(run.locks == ["till"])
        try run.answer("undo pay/charge")
        #expect(run.end == "cancelled")
        #expect(run.locks == [])
    }

    @Test func anUndoThatGaveUpHoldsTheLock() throws {
        var run = try Script(
            """
            - step: pay
              scope:
                - step: charge
                  call: card.charge
                  with: { amount: 1 }
                  timeout: 10s
                  compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
                - { step: stop, fail: hopeless }
              lock: { name: "'till'", timeout: 1h }
            """
        )
        run.letIn("pay")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.fail("undo pay/charge", "unavailable")
        #expect(run.status == .parked)
        #expect(run.locks == ["till"])
        try run.ask(.skip(nil, reason: "refunded by hand"))
        #expect(run.end == "failed: hopeless, unresolved pay/charge")
        #expect(run.locks == [])
    }

    @Test func finishingInsideGivesTheLockBackOnceUndone() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
                - { step: stop, finish: rejected }
              lock: { name: "'till'", timeout: 1h }
            """
        )
        run.letIn("pay")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        #expect(run.locks == ["till"])
        try run.answer("undo pay/charge")
        #expect(run.end == "completed rejected null")
    }

    @Test func waitingTooLongIsATimeoutThatCanBeCaught() throws {
        var run = try Script(Self.pay("timeout: 1h", "catch: [{ error: timeout, finish: sold }]"))
        #expect(run.timers == ["pay not let in in 3600.0 seconds"])
        run.pass(.seconds(3_600))
        #expect(
            run.tell().suffix(4) == [
                "time: pay not let in", "pay caught by rule 0", "pay finishes sold",
                "completed sold null",
            ]
        )
        #expect(run.locks == [])
    }

    @Test func aScopeIsNotTriedAgainForALockThatWasNotFree() throws {
        var run = try Script(Self.pay("timeout: 1m", "retry: { max_attempts: 5 }"))
        run.pass(.seconds(60))
        #expect(run.end == "failed: timeout")
    }

    @Test func aRunThatFailsMeanwhileWaitsNoLonger() throws {
        var run = try Script(Self.pay("timeout: never"), header: "timeout: 1m")
        run.pass(.seconds(60))
        #expect(run.end == "failed: timeout")
        #expect(run.state.commands == [])
    }

    @Test func theConditionOfAScopeIsAskedBeforeItWaits() throws {
        var run = try Script(Self.pay("timeout: 1h", "when: now == run.started_at"))
        run.pass(.seconds(60))
        run.letIn("pay")
        #expect(run.calls == ["pay/charge"])
        let skipped = try Script(Self.pay("timeout: 1h", "when: \"false\""))
        #expect(skipped.end == "completed - null")
    }

    @Test func aScopeInsideOneOfTheSameLockIsInsideAlready() throws {
        var run = try Script(
            """
            - step: outer
              scope:
                - step: inner
                  scope: [{ step: rest, wait: 1h }]
                  lock: { name: "'till'", timeout: 1h }
                - step: other
                  scope: [{ step: rest2, wait: 1h }]
                  lock: { name: "'drawer'", timeout: 1h }
              lock: { name: "'till'", timeout: 1h }
            """
        )
        run.letIn("outer")
        #expect(run.locks == ["till"])
        run.passToNextTimer()
        #expect(run.locks == ["till", "drawer?"])
        run.letIn("outer/other")
        run.passToNextTimer()
        #expect(run.end == "completed - null")
    }

    @Test func iterationsSideBySideEachAskForThemselves() throws {
        let run = try Script(
            """
            - step: each
              for_each: "['a', 'b', 'a']"
              as: shelf
              max_parallel: 3
              steps:
                - step: pick
                  scope: [{ step: rest, wait: 1h }]
                  lock: { name: "'shelf/' + shelf", timeout: 1h }
            """
        )
        #expect(run.locks == ["shelf/a?", "shelf/b?", "shelf/a?"])
    }

    @Test(arguments: [
        ("''", "expression"),
        ("input.order.replace('A-1', '')", "expression"),
        ("'\(String(repeating: "x", count: Lock.longestName + 1))'", "payload_too_large"),
    ])
    func aNameThatIsNoneFailsTheScope(name: String, code: String) throws {
        let run = try Script(
            """
            - step: pay
              scope: [{ step: rest, wait: 1h }]
              lock: { name: "\(name)", timeout: 1h }
            """
        )
        #expect(run.end == "failed: \(code)")
    }

    @Test func pastThePivotAScopeThatWasNotLetInParksAndMayAskAgain() throws {
        var run = try Script(Script.capture + "\n" + Self.pay("timeout: 1m"))
        try run.answer("capture", #"{"charge": "c1"}"#)
        run.pass(.seconds(60))
        #expect(run.status == .parked)
        #expect(run.locks == [])
        try run.ask(.retry(nil))
        #expect(run.locks == ["till/A-1?"])
        run.letIn("pay")
        #expect(run.calls == ["pay/charge"])
    }

    @Test func aStepThatIsParkedInsideKeepsTheLock() throws {
        var run = try Script(Script.capture + "\n" + Self.pay())
        try run.answer("capture", #"{"charge": "c1"}"#)
        run.letIn("pay")
        try run.fail("pay/charge", "declined")
        #expect(run.status == .parked)
        #expect(run.locks == ["till/A-1"])
    }

    @Test func cancellingKeepsTheLockUntilAChildInsideHasEnded() throws {
        var run = try Script(
            """
            - step: pay
              scope:
                - step: pack
                  run: pack
                  with: { order: "${ input.order }" }
                  compensate: none
              lock: { name: "'till'", timeout: never }
            """
        )
        run.letIn("pay")
        try run.ask(.cancel(reason: nil))
        #expect(run.children == ["run-1/pay/pack is cancelled"])
        #expect(run.locks == ["till"])
        run.endChild("pay/pack", .cancelled(reason: nil))
        #expect(run.end == "cancelled")
        #expect(run.locks == [])
    }

    @Test func cancellingKeepsTheLockUntilACallInsideIsAnswered() throws {
        var run = try Script(Self.chargeForGood)
        run.letIn("pay")
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["pay/charge"])
        #expect(run.locks == ["till"])
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        #expect(run.end == "cancelled")
    }

    @Test func cancellingKeepsTheLockUntilTheTimeOfACallInsideIsUp() throws {
        var run = try Script(Self.chargeForGood)
        run.letIn("pay")
        try run.ask(.cancel(reason: nil))
        run.pass(.seconds(9))
        #expect(run.locks == ["till"])
        run.pass(.seconds(1))
        #expect(run.end == "cancelled")
    }

    /// Charges, without an undo, while it holds `till`.
    private static let chargeForGood = """
        - step: pay
          scope:
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate: none
          lock: { name: "'till'", timeout: never }
        """
}
