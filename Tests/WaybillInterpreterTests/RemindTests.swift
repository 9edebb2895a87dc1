import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Steps that run again and again while an event is waited for.
@Suite struct RemindTests {
    /// Waits two days and nudges every twelve hours; what the nudge did can be taken back.
    private static func review(_ keys: String = "", nudge: String = label) -> String {
        """
        - step: review
          await: order.decided
          match: { order: input.order }
          timeout: 2d
          remind:
            every: 12h
            steps:
        \(nudge.indented(6))
        \(keys.indented(2))
        - { step: done, finish: sold }
        """
    }

    private static let label = """
        - step: nudge
          call: label.buy
          timeout: 10s
          compensate:
            call: label.void
            with: { label: "${ call.output.label }" }
            timeout: 10s
            retry: { max_attempts: 1 }
        """

    private static let halfDay = Duration.seconds(12 * 3_600)
    private static let decided = #"{"order": "A-1", "approved": true}"#
    private static let bought = #"{"label": "l1"}"#

    @Test func theyBeginAgainAndAgain() throws {
        var run = try Script(Self.review())
        #expect(
            run.timers == [
                "review too late in 172800.0 seconds", "next reminder of review in 43200.0 seconds",
            ]
        )
        #expect(run.status == .waiting)
        run.pass(Self.halfDay)
        #expect(run.calls == ["review@1/nudge"])
        try run.answer("review@1/nudge", Self.bought)
        #expect(run.status == .waiting)
        run.pass(Self.halfDay)
        #expect(run.calls == ["review@2/nudge"])
    }

    @Test func eachHasItsOwnKey() throws {
        var run = try Script(Self.review())
        run.pass(Self.halfDay)
        #expect(try run.invocation("review@1/nudge").idempotencyKey == "run-1/review@1/nudge")
        try run.answer("review@1/nudge", Self.bought)
        run.pass(Self.halfDay)
        #expect(try run.invocation("review@2/nudge").idempotencyKey == "run-1/review@2/nudge")
    }

    @Test func oneThatTakesLongerHoldsUpTheNext() throws {
        var run = try Script(Self.review(nudge: "- { step: slow, wait: 30h }"))
        run.pass(Self.halfDay)
        _ = run.tell()
        run.pass(.seconds(30 * 3_600))
        #expect(
            run.tell() == [
                "time: review@1/slow over", "review@1 ended", "review reminder 2",
                "review@2/slow waits",
            ]
        )
    }

    @Test func afterALongPauseOneReminderIsEnough() throws {
        var run = try Script(Self.review(nudge: "- { step: note, set: { x: 1 } }"))
        // Nothing ran for a day, so that the timer fires late.
        run.sleep(.seconds(24 * 3_600))
        _ = run.tell()
        run.passToNextTimer()
        #expect(run.tell().filter { $0.contains("reminder") }.count == 2)
        #expect(run.timers.contains("next reminder of review in 43200.0 seconds"))
    }

    @Test func noneBeginsWhenTheWaitIsOver() throws {
        var run = try Script(
            Self.review(
                "catch: [{ error: timeout, to: next }]",
                nudge: "- { step: note, set: { x: 1 } }"
            )
        )
        run.pass(.seconds(2 * 86_400))
        let told = run.tell()
        #expect(told.contains("review reminder 3"))
        #expect(!told.contains("review reminder 4"))
        #expect(run.end == "completed sold null")
    }

    // MARK: The event

    @Test func theEventEndsThem() throws {
        var run = try Script(Self.review())
        run.pass(Self.halfDay)
        try run.answer("review@1/nudge", Self.bought)
        try run.send("order.decided", Self.decided)
        #expect(run.end == "completed sold null")
    }

    @Test func oneUnderWayIsCancelledSettledAndUndoneBeforeTheRunGoesOn() throws {
        var run = try Script(Self.review())
        run.pass(Self.halfDay)
        _ = run.tell()
        try run.send("order.decided", Self.decided)
        #expect(
            run.tell() == [
                #"review received {"order":"A-1","approved":true}"#,
                "undoing review@1: race lost",
            ]
        )
        #expect(run.calls == ["review@1/nudge"])
        try run.answer("review@1/nudge", Self.bought)
        #expect(run.calls == ["undo review@1/nudge"])
        try run.answer("undo review@1/nudge")
        #expect(
            run.tell().suffix(4) == [
                "undone review@1", #"review joined {"order":"A-1","approved":true}"#,
                "done finishes sold", "completed sold null",
            ]
        )
    }

    @Test func oneThatOnlyWaitsIsDropped() throws {
        var run = try Script(Self.review(nudge: "- { step: rest, wait: 1h }"))
        run.pass(Self.halfDay)
        try run.send("order.decided", Self.decided)
        #expect(run.end == "completed sold null")
    }

    @Test func whileItIsUndoneNoSecondEventIsTaken() throws {
        var run = try Script(Self.review())
        run.pass(Self.halfDay)
        try run.send("order.decided", Self.decided, id: "e-1")
        _ = run.tell()
        try run.send("order.decided", Self.decided, id: "e-2")
        #expect(run.tell() == [])
    }

    @Test func whatEndedRemindersDidIsUndoneWithTheRun() throws {
        var run = try Script(
            Self.review().replacing("finish: sold", with: "finish: rejected")
        )
        run.pass(Self.halfDay)
        try run.answer("review@1/nudge", Self.bought)
        run.pass(Self.halfDay)
        try run.answer("review@2/nudge", #"{"label": "l2"}"#)
        try run.send("order.decided", Self.decided)
        #expect(run.calls == ["undo review@2/nudge"])
        try run.answer("undo review@2/nudge")
        try run.answer("undo review@1/nudge")
        #expect(run.end == "completed rejected null")
    }

    @Test func anUndoThatGivesUpHoldsTheRun() throws {
        var run = try Script(Self.review())
        run.pass(Self.halfDay)
        try run.send("order.decided", Self.decided)
        try run.answer("review@1/nudge", Self.bought)
        try run.fail("undo review@1/nudge", "unavailable")
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        try run.answer("undo review@1/nudge")
        #expect(run.end == "completed sold null")
    }

    @Test func anUndoThatIsSkippedEndsTheRun() throws {
        var run = try Script(Self.review("catch: [{ error: any, to: next }]"))
        run.pass(Self.halfDay)
        try run.send("order.decided", Self.decided)
        try run.answer("review@1/nudge", Self.bought)
        try run.fail("undo review@1/nudge", "unavailable")
        try run.ask(.skip(nil, reason: "by hand"))
        #expect(run.end == "failed: cancelled, unresolved review@1/nudge")
    }

    // MARK: The timeout

    @Test func theTimeoutUndoesWhatRemindersDid() throws {
        var run = try Script(Self.review("catch: [{ error: timeout, finish: sold }]"))
        for number in 1...3 {
            run.pass(Self.halfDay)
            try run.answer("review@\(number)/nudge", Self.bought)
        }
        run.pass(Self.halfDay)
        #expect(run.calls == ["undo review@3/nudge"])
        for number in [3, 2, 1] { try run.answer("undo review@\(number)/nudge") }
        #expect(
            run.tell().suffix(4) == [
                "undone review", "review caught by rule 0", "review finishes sold",
                "completed sold null",
            ]
        )
    }

    @Test func theTimeoutEndsOneUnderWay() throws {
        var run = try Script(
            Self.review(
                "catch: [{ error: timeout, finish: sold }]",
                nudge: "- { step: x, wait: 40h }"
            )
        )
        run.pass(.seconds(2 * 86_400))
        #expect(
            run.tell().suffix(6) == [
                "time: review too late", "undoing review: timeout", "undone review",
                "review caught by rule 0", "review finishes sold", "completed sold null",
            ]
        )
    }

    // MARK: Failures

    @Test func anErrorThatNothingInItCatchesFailsTheStep() throws {
        var run = try Script(Self.review("catch: [{ error: refused, finish: sold }]"))
        run.pass(Self.halfDay)
        try run.answer("review@1/nudge", Self.bought)
        run.pass(Self.halfDay)
        try run.fail("review@2/nudge", "refused")
        #expect(run.calls == ["undo review@1/nudge"])
        try run.answer("undo review@1/nudge")
        #expect(run.end == "completed sold null")
    }

    @Test func anErrorCaughtInItDoesNot() throws {
        var run = try Script(
            Self.review(nudge: Self.label + "\n  catch: [{ error: refused, to: next }]")
        )
        run.pass(Self.halfDay)
        try run.fail("review@1/nudge", "refused")
        #expect(run.status == .waiting)
        run.pass(Self.halfDay)
        #expect(run.calls == ["review@2/nudge"])
    }

    @Test func pastThePivotItParksAndTheEventStillEndsIt() throws {
        var run = try Script(Script.capture + "\n" + Self.review())
        try run.answer("capture", #"{"charge": "c1"}"#)
        run.pass(Self.halfDay)
        try run.fail("review@1/nudge", "refused")
        #expect(run.status == .parked)
        #expect(run.state.parkedOperations.map { "\($0.id.path)" } == ["review@1/nudge"])
        run.pass(Self.halfDay)
        #expect(run.calls == [])
        try run.send("order.decided", Self.decided)
        #expect(run.end == "completed sold null")
    }

    @Test func pastThePivotAWaitThatIsTriedAgainRemindsUnderNewKeys() throws {
        var run = try Script(Script.capture + "\n" + Self.review())
        try run.answer("capture", #"{"charge": "c1"}"#)
        for number in 1...3 {
            run.pass(Self.halfDay)
            try run.answer("review@\(number)/nudge", Self.bought)
        }
        run.pass(Self.halfDay)
        for number in [3, 2, 1] { try run.answer("undo review@\(number)/nudge") }
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        run.pass(Self.halfDay)
        #expect(run.calls == ["review#2@1/nudge"])
        try run.answer("review#2@1/nudge", Self.bought)
        try run.send("order.decided", Self.decided)
        #expect(run.end == "completed sold null")
    }

    @Test func cancellingTheRunEndsThemAndUndoesWhatTheyDid() throws {
        var run = try Script(Self.review())
        run.pass(Self.halfDay)
        try run.answer("review@1/nudge", Self.bought)
        try run.ask(.cancel(reason: nil))
        #expect(run.timers == ["attempt 1 of undo review@1/nudge too late in 10.0 seconds"])
        try run.answer("undo review@1/nudge")
        #expect(run.end == "cancelled")
    }
}
