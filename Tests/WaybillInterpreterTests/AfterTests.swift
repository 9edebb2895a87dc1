import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// What runs once the ending of a run is decided.
@Suite struct AfterTests {
    /// Charges and then reserves; after an ending, mail is sent.
    private static func sell(after endings: String..., steps: String = Script.charge) throws
        -> Script
    {
        try Script(
            steps,
            header: "after:\n"
                + endings.map { ending in
                    """
                    \(ending):
                      - step: tell_\(ending)
                        call: mail.send
                        timeout: 10s
                    """.indented(2)
                }.joined(separator: "\n")
        )
    }

    private static let finished = Script.charge + "\n- { step: done, finish: sold }"
    private static let rejected = Script.charge + "\n- { step: done, finish: rejected }"

    @Test func theStepsRunWhenEverythingIsUndone() throws {
        var run = try Self.sell(after: "compensated", steps: Self.failing)
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
        #expect(run.status == .compensating)
        try run.answer("undo charge")
        #expect(run.calls == ["tell_compensated"])
        #expect(run.status == .running)
        #expect(run.end == nil)
        #expect(run.tell().contains("will be compensated"))
        #expect(try run.invocation("tell_compensated").idempotencyKey == "run-1/tell_compensated")
        try run.answer("tell_compensated")
        #expect(run.end == "compensated: hopeless")
    }

    private static let failing = Script.charge + "\n- { step: stop, fail: hopeless }"

    @Test(arguments: [
        (["completed"], "completed"), (["sold"], "sold"), (["completed", "sold"], "sold"),
        (["sold", "completed", "rejected"], "sold"),
    ])
    func anOutcomeGoesBeforeItsStatus(endings: [String], taken: String) throws {
        let lists = endings.map { "\($0): [{ step: tell_\($0), wait: 1h }]" }
        var run = try Script(
            Self.finished,
            header: "after: { \(lists.joined(separator: ", ")) }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.timers == ["tell_\(taken) over in 3600.0 seconds"])
        run.passToNextTimer()
        #expect(run.end == "completed sold null")
    }

    @Test func anOutcomeThatUndoesIsFollowedOnceUndone() throws {
        var run = try Self.sell(after: "rejected", "compensated", steps: Self.rejected)
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("undo charge")
        #expect(run.calls == ["tell_rejected"])
        try run.answer("tell_rejected")
        #expect(run.end == "completed rejected null")
    }

    @Test func anEndingWithoutStepsIsTheEnd() throws {
        var run = try Self.sell(after: "failed", "cancelled", steps: Self.finished)
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.end == "completed sold null")
    }

    @Test func aRunThatHadNothingToUndoHasFailed() throws {
        var run = try Self.sell(after: "failed", "compensated", steps: Self.failing)
        try run.fail("charge", "declined")
        #expect(run.calls == ["tell_failed"])
        try run.answer("tell_failed")
        #expect(run.end == "failed: declined")
    }

    @Test func aCancelledRunSaysWhy() throws {
        var run = try Script(
            "- { step: rest, wait: 1h }",
            header: "after: { cancelled: [{ step: note, set: { why: \"${ error.message }\" } }] }"
        )
        try run.ask(.cancel(reason: "the customer called"))
        #expect(
            run.tell().suffix(3) == [
                "will be cancelled", #"note set {"why":"the customer called"}"#, "cancelled",
            ]
        )
    }

    @Test func theStepsSeeTheErrorAndWhatRan() throws {
        var run = try Script(
            Script.charge + "\n- step: pause\n  set: { note: x }\n- { step: stop, fail: hopeless }",
            header: """
                after:
                  compensated:
                    - step: note
                      set:
                        code: ${ error.code }
                        charge: ${ steps.?charge.charge.orValue('none') }
                        order: ${ input.order }
                """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("undo charge")
        #expect(
            run.tell().contains(#"note set {"code":"hopeless","charge":"c1","order":"A-1"}"#)
        )
    }

    @Test func aCatchInsideSeesItsOwnError() throws {
        var run = try Script(
            "- { step: stop, fail: hopeless }",
            header: """
                after:
                  failed:
                    - step: tell
                      call: mail.send
                      timeout: 10s
                      catch:
                        - error: any
                          steps:
                            - { step: inner, set: { code: "${ error.code }" } }
                    - { step: outer, set: { code: "${ error.code }" } }
                """
        )
        try run.fail("tell", "unavailable")
        #expect(run.tell().contains(#"inner set {"code":"unavailable"}"#))
        #expect(run.end == "failed: hopeless")
    }

    @Test func whatNothingCatchesParksAndTheEndingStays() throws {
        var run = try Self.sell(after: "compensated", steps: Self.failing)
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("undo charge")
        try run.fail("tell_compensated", "unavailable")
        #expect(run.status == .parked)
        #expect(run.state.parkedOperations.map(\.id.path.description) == ["tell_compensated"])
        try run.ask(.retry(nil))
        try run.answer("tell_compensated")
        #expect(run.end == "compensated: hopeless")
    }

    @Test(arguments: ["skip", "resolve"])
    func anOperatorMayGoOnWithoutTheStep(request: String) throws {
        var run = try Script(
            "- { step: stop, fail: hopeless }",
            header: """
                after:
                  failed:
                    - { step: tell, call: mail.send, timeout: 10s }
                    - { step: rest, wait: 1h }
                """
        )
        try run.fail("tell", "unavailable")
        try run.ask(
            request == "skip"
                ? .skip(nil, reason: "by hand") : .resolve(nil, output: .null, reason: "by hand")
        )
        #expect(run.timers == ["rest over in 3600.0 seconds"])
        run.passToNextTimer()
        #expect(run.end == "failed: hopeless")
    }

    @Test func aScopeThatIsLeftAsItIsIsGoneOnFrom() throws {
        var run = try Script(
            "- { step: stop, fail: hopeless }",
            header: """
                after:
                  failed:
                    - step: pack
                      scope: [{ step: note, set: { x: 1 } }]
                      output: "${ 1 / (input.amount - 30) }"
                """
        )
        #expect(run.status == .parked)
        try run.ask(.skip(nil, reason: "by hand"))
        #expect(run.end == "failed: hopeless")
    }

    @Test func theRunsTimeoutNoLongerCounts() throws {
        var run = try Script(
            Self.finished,
            header: "timeout: 1h\nafter: { sold: [{ step: rest, wait: 3h }] }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(2 * 3_600))
        #expect(run.status == .waiting)
        run.pass(.seconds(3_600))
        #expect(run.end == "completed sold null")
    }

    @Test func cancellingIsRefused() throws {
        var run = try Script(
            "- { step: stop, fail: hopeless }",
            header: "after: { failed: [{ step: rest, wait: 3h }] }"
        )
        let refusal = #expect(throws: Refusal.self) { try run.ask(.cancel(reason: nil)) }
        #expect(refusal?.reason == "run run-1 has its ending already: it is failed")
    }

    @Test func cancellingWhileTheRunIsUndoneDoesNotCancelWhatFollows() throws {
        var run = try Self.sell(after: "compensated", steps: Self.failing)
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        try run.answer("undo charge")
        #expect(run.calls == ["tell_compensated"])
        try run.answer("tell_compensated")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func whatAnOperatorLeftUndoneIsStillNamedAtTheEnd() throws {
        var run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
            - { step: stop, fail: hopeless }
            """,
            header: """
                after:
                  failed:
                    - step: tell
                      call: mail.send
                      timeout: 10s
                      catch: [{ error: any, to: next }]
                """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.fail("undo charge", "unavailable")
        try run.ask(.skip(nil, reason: "paid back in cash"))
        #expect(run.status == .running)
        try run.fail("tell", "unavailable")
        #expect(run.end == "failed: hopeless, unresolved charge")
    }

    @Test func pastThePivotTheRunEndsAsItFinished() throws {
        var run = try Self.sell(
            after: "sold",
            steps: Script.capture + "\n- { step: done, finish: sold }"
        )
        try run.answer("capture", #"{"charge": "c1"}"#)
        try run.fail("tell_sold", "unavailable")
        #expect(run.status == .parked)
        try run.ask(.skip(nil, reason: "by hand"))
        #expect(run.end == "completed sold null")
    }

    @Test func scopesAndListsMayFollowAnEnding() throws {
        var run = try Script(
            "- { step: stop, fail: hopeless }",
            header: """
                after:
                  failed:
                    - step: pack
                      scope: [{ step: label, fail: no_paper }]
                      retry: { max_attempts: 2, initial_delay: 1s, jitter: none }
                      catch: [{ error: no_paper, to: next }]
                    - step: each
                      for_each: "[1, 2]"
                      as: number
                      max_parallel: 2
                      steps:
                        - { step: mail, call: mail.send, timeout: 10s }
                """
        )
        run.pass(.seconds(1))
        #expect(run.calls == ["each[0]/mail", "each[1]/mail"])
        try run.answer("each[0]/mail")
        try run.fail("each[1]/mail", "unavailable")
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        try run.answer("each[1]/mail")
        #expect(run.end == "failed: hopeless")
    }

    @Test func theLocksOfTheRunAreGivenBackBefore() throws {
        var run = try Script(
            """
            - step: pay
              scope: [{ step: done, finish: sold }]
              lock: { name: "'till'", timeout: 1h }
            """,
            header: "after: { sold: [{ step: rest, wait: 3h }] }"
        )
        run.letIn("pay")
        #expect(run.status == .waiting)
        #expect(run.locks == [])
    }
}
