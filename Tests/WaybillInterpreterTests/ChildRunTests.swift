import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Child runs (LANGUAGE.md, "The step", `run`), as the run that has them sees them.
@Suite struct ChildRunTests {
    /// The step that runs `pack`.
    static let pack = """
        - step: packing
          run: pack
          with: { order: "${ input.order }" }
          timeout: 1h
        """

    static let done = "\n- { step: done, finish: sold, output: { total: 1 } }"

    @Test func aStepRunsAChildAndGivesItsOutput() throws {
        var run = try Script(
            """
            \(Self.pack)
            - { step: seen, set: { parcel: "${ steps.packing.parcel }" } }
            """
        )
        #expect(run.children == ["run-1/packing completes"])
        #expect(run.status == .waiting)
        run.endChild(
            "packing",
            .completed("packed", output: .object([.init("parcel", .string("p"))]))
        )
        #expect(run.tell().contains(#"seen set {"parcel":"p"}"#))
        #expect(run.children == [])
    }

    @Test func whatAChildIsGivenIsComputedOnce() throws {
        let run = try Script(Self.pack)
        #expect(run.child("packing")?.input.description == #"{"order":"A-1"}"#)
        #expect(run.child("packing")?.workflow == "pack")
    }

    @Test func theIdOfAChildIsAFunctionOfTheRunAndThePath() throws {
        let run = try Script(
            """
            - step: each
              for_each: "[1, 2]"
              as: number
              max_parallel: 2
              steps:
            \(Self.pack.indented(4))
            """
        )
        #expect(
            run.children == [
                "run-1/each[0]/packing completes", "run-1/each[1]/packing completes",
            ]
        )
    }

    @Test func anOutcomeThatUndoesFailsTheStepWithItsName() throws {
        var run = try Script(
            """
            \(Self.pack)
              catch:
                - { error: no_box, to: next }
            \(Self.done)
            """
        )
        run.endChild("packing", .completed("no_box", output: .null))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test(
        "A child that ended so had no effect",
        arguments: [
            (RunEnd.compensated(Self.error("no_tape", .unknown)), "no_tape"),
            (.cancelled(reason: "by hand"), "cancelled"),
            (.completed("no_box", output: .null), "no_box"),
        ]
    )
    func endsWithoutEffect(end: RunEnd, code: String) throws {
        var run = try Script("\(Script.reserve)\n\(Self.pack)")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        _ = run.tell()
        run.endChild("packing", end)
        #expect(run.tell().dropFirst().first == "undoing the run: \(code)")
        #expect(run.calls == ["undo reserve"])
        #expect(run.children == [])
    }

    @Test func aChildThatFailedMayHaveDoneSomething() throws {
        var run = try Script(
            """
            - step: packing
              run: pack
              with: { order: "${ input.order }" }
              timeout: 1h
              compensate: { call: card.refund, timeout: 10s }
            """
        )
        run.endChild("packing", .failed(Self.error("no_tape"), unresolved: []))
        #expect(run.calls == ["undo packing"])
    }

    @Test func whatAChildLeftUndoneIsLeftUndoneInTheRun() throws {
        var run = try Script("\(Self.pack)\n  catch: [{ error: any, to: next }]\(Self.done)")
        let left = StepPath.root.step("hold")
        run.endChild("packing", .failed(Self.error("no_tape"), unresolved: [left]))
        #expect(run.end == "failed: no_tape, unresolved packing")
    }

    @Test func errorsOfAChildAreCaughtByTheirCode() throws {
        var run = try Script(
            """
            \(Self.pack)
              catch:
                - { error: no_tape, to: next }
            \(Self.done)
            """
        )
        run.endChild("packing", .compensated(Self.error("no_tape")))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test func aStepThatTakesTooLongHasItsChildCancelled() throws {
        var run = try Script(Self.pack + "\n  catch: [{ error: timeout, to: next }]" + Self.done)
        run.pass(.seconds(3_600))
        #expect(run.children == ["run-1/packing is cancelled"])
        run.endChild("packing", .cancelled(reason: nil))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test func aChildThatEndedBeforeItCouldBeCancelledCounts() throws {
        var run = try Script(Self.pack + Self.done)
        run.pass(.seconds(3_600))
        run.endChild("packing", Self.packed)
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test func aDetachedRunIsOnlyBegun() throws {
        var run = try Script(
            """
            - step: packing
              run: pack
              with: { order: "${ input.order }" }
              detach: true
              compensate: none
            \(Self.done)
            """
        )
        #expect(run.children == ["run-1/packing begins"])
        run.play(.childDetached(StepPath.root.step("packing")))
        #expect(run.end == #"completed sold {"total":1}"#)
    }

    @Test func aParkedChildHoldsTheRun() throws {
        var run = try Script(Self.pack.replacing("1h", with: "never"))
        run.pass(.seconds(1_000_000))
        #expect(run.status == .waiting)
        #expect(run.children == ["run-1/packing completes"])
    }

    static let packed = RunEnd.completed("packed", output: .object([.init("parcel", .string("p"))]))

    static func error(_ code: ErrorCode, _ effect: Effect = .none) -> StepError {
        StepError(code: code, message: "said the child", effect: effect)
    }
}
