import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Undoing and cancelling with child runs (LANGUAGE.md, "Sagas", 9).
@Suite struct ChildSagaTests {
    static let packed = ChildRunTests.packed
    static let pack = ChildRunTests.pack

    /// The step that runs `settle`, which has a pivot.
    static let settle = """
        - step: settling
          run: settle
          with: { order: "${ input.order }" }
          timeout: 1h
        """

    static let failing = "\n- { step: stop, fail: hopeless }"

    @Test func aFinishedChildIsUndoneByItsOwnCompensations() throws {
        var run = try Script("\(Script.reserve)\n\(Self.pack)\n\(Self.rest)")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        run.endChild("packing", Self.packed)
        try run.ask(.cancel(reason: nil))
        // The latest first: the child before what was done before it.
        #expect(run.children == ["run-1/packing is undone"])
        #expect(run.calls == [])
        #expect(run.status == .compensating)
        run.endChild("packing", .compensated(ChildRunTests.error("cancelled")))
        #expect(run.children == [])
        #expect(run.calls == ["undo reserve"])
        try run.answer("undo reserve")
        #expect(run.end == "cancelled")
    }

    @Test func aFinishedChildIsUndoneByTheCompensationOfItsStep() throws {
        var run = try Script(
            """
            - step: packing
              run: pack
              with: { order: "${ input.order }" }
              timeout: 1h
              compensate:
                call: card.refund
                with: { why: "${ call.key + ' ' + call.input.order + call.?output.parcel.orValue('-') }" }
                timeout: 10s
            \(Self.failing)
            """
        )
        run.endChild("packing", Self.packed)
        #expect(run.children == [])
        let undo = try run.invocation("undo packing")
        #expect(undo.input.description == #"{"why":"run-1/packing A-1p"}"#)
    }

    @Test func aChildThatIsToStayStays() throws {
        var run = try Script(Self.pack + "\n  compensate: none" + Self.failing)
        run.endChild("packing", Self.packed)
        #expect(run.end == "failed: hopeless")
    }

    @Test func aChildThatCouldNotBeUndoneIsLeftUndoneInTheRun() throws {
        var run = try Script(Self.pack + Self.failing)
        run.endChild("packing", Self.packed)
        #expect(run.children == ["run-1/packing is undone"])
        let left = StepPath.root.step("hold")
        run.endChild("packing", .failed(ChildRunTests.error("hopeless"), unresolved: [left]))
        #expect(run.end == "failed: hopeless, unresolved packing")
    }

    @Test func theChildThatIsUndoneIsTheOneThatCompleted() throws {
        var run = try retriedChild()
        run.endChild("trial/packing", Self.packed)
        run.pass(.seconds(60))
        #expect(run.children == ["run-1/trial/packing#2 is undone"])
        run.endChild("trial/packing", .compensated(ChildRunTests.error("hopeless")))
        #expect(run.end == "completed - null")
    }

    @Test func aChildThatWasSettledByHandIsForTheOperatorToUndo() throws {
        var run = try retriedChild()
        run.endChild("trial/packing", .failed(ChildRunTests.error("no_tape"), unresolved: []))
        let parcel = JSON.object([.init("parcel", .string("p"))])
        try run.ask(.resolve(nil, output: parcel, reason: "packed by hand"))
        run.pass(.seconds(60))
        #expect(run.children == [], "no child run did it")
        #expect(run.state.parkedOperations.map(\.id.story) == ["undo trial/packing"])
        try run.ask(.resolve(nil, output: .null, reason: "unpacked by hand"))
        #expect(run.end == "completed - null")
    }

    /// A run past its pivot that has begun a child for the second time, in a scope that fails a
    /// minute after it is done.
    private func retriedChild() throws -> Script {
        var run = try Script(
            """
            \(Script.capture)
            - step: trial
              scope:
            \(Self.pack.indented(4))
                - { step: rest, wait: 1m }
                - { step: stop, fail: hopeless }
              catch: [{ error: hopeless, to: next }]
            """
        )
        try run.answer("capture", #"{"charge": "c1"}"#)
        run.endChild("trial/packing", .compensated(ChildRunTests.error("no_tape")))
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        #expect(run.children == ["run-1/trial/packing#2 completes"])
        return run
    }

    @Test func cancellingReachesChildrenFirst() throws {
        var run = try Script("\(Script.reserve)\n\(Self.pack)")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        try run.ask(.cancel(reason: nil))
        #expect(run.children == ["run-1/packing is cancelled"])
        #expect(run.calls == [], "nothing is undone before the child is")
        run.endChild("packing", .cancelled(reason: nil))
        #expect(run.calls == ["undo reserve"])
    }

    @Test func aChildThatCompletedInsteadOfBeingCancelledIsUndone() throws {
        var run = try Script(Self.pack)
        try run.ask(.cancel(reason: nil))
        run.endChild("packing", Self.packed)
        #expect(run.children == ["run-1/packing is undone"])
        run.endChild("packing", .compensated(ChildRunTests.error("cancelled")))
        #expect(run.end == "cancelled")
    }

    @Test func theDeadlineOfTheRunReachesChildrenFirst() throws {
        var run = try Script("\(Script.reserve)\n\(Self.pack)", header: "timeout: 10m")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        run.pass(.seconds(600))
        #expect(run.children == ["run-1/packing is cancelled"])
        #expect(run.calls == [])
        run.endChild("packing", .cancelled(reason: nil))
        #expect(run.calls == ["undo reserve"])
    }

    @Test func theChildOfABranchThatLosesIsCancelled() throws {
        var run = try Script(
            """
            - step: both
              parallel:
                one:
            \(Self.pack.indented(6))
                two: [{ step: short, wait: 1m }]
              join: any
            \(ChildRunTests.done)
            """
        )
        run.pass(.seconds(60))
        #expect(run.children == ["run-1/both.one/packing is cancelled"])
        #expect(run.end == nil, "the race is not over before its losers are undone")
        run.endChild("both.one/packing", .cancelled(reason: nil))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    // MARK: Pivots

    @Test func aChildWithAPivotMakesItsStepAPivot() throws {
        var run = try Script("\(Script.charge)\n\(Self.settle)\(Self.failing)")
        try run.answer("charge", #"{"charge": "c1"}"#)
        run.endChild("settling", .completed("settled", output: .null))
        #expect(run.status == .parked, "after a pivot nothing is undone")
        #expect(run.calls == [])
    }

    @Test func cancellingIsRefusedOnceTheChildIsPastItsPivot() throws {
        var run = try Script(Self.settle)
        run.play(.childCommitted(StepPath.root.step("settling")))
        #expect(throws: Refusal.self) { try run.ask(.cancel(reason: nil)) }
        #expect(run.children == ["run-1/settling completes"])
    }

    @Test func cancellingWaitsForAChildThatMayStillCommit() throws {
        var run = try Script("\(Script.charge)\n\(Self.settle)")
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.ask(.cancel(reason: nil))
        #expect(run.children == ["run-1/settling is cancelled"])
        #expect(run.status == .waiting, "it is not known yet whether anything may be undone")
        run.endChild("settling", .cancelled(reason: nil))
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "cancelled")
    }

    @Test func aChildThatCommitsBeforeItIsCancelledLetsTheRunGoOn() throws {
        var run = try Script(Self.settle + ChildRunTests.done)
        try run.ask(.cancel(reason: nil))
        run.play(.childCommitted(StepPath.root.step("settling")))
        #expect(run.children == ["run-1/settling completes"])
        run.endChild("settling", .completed("settled", output: .null))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test func theDeadlineOfTheRunCountsUntilTheChildCommits() throws {
        var run = try Script(Self.settle, header: "timeout: 10m")
        #expect(
            run.timers == [
                "the run too late in 600.0 seconds", "settling too late in 3600.0 seconds",
            ]
        )
        run.play(.childCommitted(StepPath.root.step("settling")))
        #expect(run.timers == [])
    }

    @Test func aChildThatNeverCommittedLeavesTheRunToBeUndone() throws {
        var run = try Script("\(Script.charge)\n\(Self.settle)")
        try run.answer("charge", #"{"charge": "c1"}"#)
        run.endChild("settling", .failed(ChildRunTests.error("declined"), unresolved: []))
        #expect(run.calls == ["undo charge"])
    }

    @Test func aChildThatMayHaveCommittedParksTheRun() throws {
        var run = try Script(
            "\(Script.charge)\n\(Self.settle)\n  catch: [{ error: any, to: next }]"
                + ChildRunTests.done
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        let left = StepPath.root.step("take")
        run.endChild("settling", .failed(ChildRunTests.error("timeout"), unresolved: [left]))
        #expect(run.status == .parked)
        #expect(run.calls == [])
        try run.ask(.resolve(nil, output: .null, reason: "the bank says it was taken"))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test func anOperatorHasAnotherChildBegun() throws {
        var run = try Script(Self.settle)
        run.play(.childCommitted(StepPath.root.step("settling")))
        run.endChild("settling", .failed(ChildRunTests.error("timeout"), unresolved: []))
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        #expect(run.children == ["run-1/settling#2 completes"])
    }

    // MARK: The child's side

    @Test func aCompletedChildUndoesWhatItDidInReverse() throws {
        var child = try Script(
            "\(Script.charge)\n\(Script.reserve)\(ChildRunTests.done)",
            parent: ParentStep(run: "run-0", path: StepPath.root.step("selling"))
        )
        try child.answer("charge", #"{"charge": "c1"}"#)
        try child.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(child.end == #"completed sold {"total":1}"#)

        child.play(.compensationRequested(ChildRunTests.error("declined")))
        #expect(child.status == .compensating)
        #expect(child.calls == ["undo reserve"])
        try child.answer("undo reserve")
        try child.answer("undo charge")
        #expect(child.end == "compensated: declined")
    }

    @Test func aChildThatGivesUpItsUndoParksAndEndsWithWhatIsLeft() throws {
        var child = try Script(
            Script.charge.replacing(
                "refund, timeout",
                with: "refund, retry: { max_attempts: 1 }, timeout"
            )
                + ChildRunTests.done,
            parent: ParentStep(run: "run-0", path: StepPath.root.step("selling"))
        )
        try child.answer("charge", #"{"charge": "c1"}"#)
        child.play(.compensationRequested(ChildRunTests.error("declined")))
        try child.fail("undo charge", .unavailable)
        #expect(child.status == .parked)
        try child.ask(.skip(nil, reason: "written off"))
        #expect(child.end == "failed: declined, unresolved charge")
    }

    @Test func theStepsAfterItsEndFollowTheUndoOfACompletedChild() throws {
        var child = try Script(
            Script.charge + ChildRunTests.done,
            header: """
                after:
                  completed: [{ step: thank, call: mail.send, timeout: 10s }]
                  compensated:
                    - step: apologise
                      emit: order.withdrawn
                      data:
                        order: "${ steps.?charge.charge.orValue('-') }"
                        why: "${ error.code }"
                """,
            parent: ParentStep(run: "run-0", path: StepPath.root.step("selling"))
        )
        try child.answer("charge", #"{"charge": "c1"}"#)
        try child.answer("thank")
        #expect(child.end == #"completed sold {"total":1}"#)
        child.play(.compensationRequested(ChildRunTests.error("declined")))
        try child.answer("undo charge")
        #expect(child.end == "compensated: declined")
        #expect(child.emitted.map(\.data.description) == [#"{"order":"c1","why":"declined"}"#])
    }

    @Test func onlyAChildIsUndoneAfterItsEnd() throws {
        var run = try Script(Script.charge + ChildRunTests.done)
        try run.answer("charge", #"{"charge": "c1"}"#)
        run.play(.compensationRequested(ChildRunTests.error("declined")))
        #expect(run.status == .completed)
        #expect(run.calls == [])
    }

    private static let rest = "- { step: rest, wait: 1h }"
}
