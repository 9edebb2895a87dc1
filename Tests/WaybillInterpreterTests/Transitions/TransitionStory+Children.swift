import CEL
import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// Runs that have child runs, and child runs that are undone after their end.
    static let children = [
        TransitionStory("a child run that completes", packing + rest) { $0.endChildren(packed) },
        TransitionStory("a child run at the end", packing) { $0.endChildren(packed) },
        TransitionStory("a child run that nobody waits for", detached + rest) {
            $0.play(.childDetached(StepPath([.step("packing")])))
        },
        TransitionStory("a child run that nobody waits for, at the end", detached) {
            $0.play(.childDetached(StepPath([.step("packing")])))
        },
        TransitionStory("a child run that leaves something undone", packing) { run in
            run.endChildren(.failed(hopeless, unresolved: [.root.step("reserve")]))
        },
        TransitionStory("a child run that is undone", packing + stop) { run in
            run.endChildren(packed)
            run.endChildren(.compensated(hopeless))
        },
        TransitionStory("a child run that cannot be undone", packing + stop) { run in
            run.endChildren(packed)
            run.endChildren(.failed(hopeless, unresolved: [.root.step("reserve")]))
        },
        TransitionStory(
            "a child run that left something undone is followed by another",
            Script.capture + "\n" + packing
        ) { run in
            try run.answerFirst()
            run.endChildren(.failed(hopeless, unresolved: [.root.step("reserve")]))
            try run.ask(.retry(nil))
            run.endChildren(packed)
        },
        committing("passes its pivot") { $0.play(.childCommitted(StepPath([.step("settling")]))) },
        committing("completes without its pivot") { _ in },
        TransitionStory(
            "a completed child run is undone",
            Script.charge,
            parent: ParentStep(run: "run-0", path: .root.step("selling"))
        ) { run in
            try run.answerFirst()
            run.play(.compensationRequested(hopeless))
        },
    ]

    private static let packing = ChildRunTests.pack
    private static let rest = "\n- { step: rest, wait: 1s }"
    private static let stop = "\n- { step: stop, fail: hopeless }"
    private static let packed = ChildRunTests.packed
    private static let hopeless = ChildRunTests.error("hopeless")

    private static let detached = """
        - step: packing
          run: pack
          with: { order: "${ input.order }" }
          detach: true
          compensate: none
        """

    /// A child run with a pivot, after a step that is undone and one that is not.
    private static func committing(
        _ what: String,
        _ events: @escaping @Sendable (inout Script) throws -> Void
    ) -> TransitionStory {
        TransitionStory(
            "a child run \(what)",
            """
            \(Script.charge)
              catch: [{ error: any, to: next }]
            \(Script.reserve)
            \(ChildSagaTests.settle)
            """
        ) { run in
            try run.failFirst("unavailable", effect: .unknown)
            try run.answerFirst()
            try run.answerFirst()
            try events(&run)
            run.endChildren(.completed("settled", output: .null))
        }
    }
}
