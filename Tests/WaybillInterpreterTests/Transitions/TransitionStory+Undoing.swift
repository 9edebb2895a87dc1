import CEL
import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    private static let stop = "\n- { step: stop, fail: hopeless }"

    private static let label = """
        - step: label
          call: label.buy
          timeout: 10s
          compensate:
            call: label.void
            with: { label: "${ call.output.label }" }
            timeout: 10s
            retry: { max_attempts: 1 }
        """

    /// What was done is undone, or cannot be.
    static let undoing = [
        TransitionStory(
            "the run finishes with undo",
            Script.charge + "\n- { step: no, finish: rejected }"
        ),
        TransitionStory("the run fails", Script.charge + stop),
        TransitionStory("an event is undone by another", EmitTests.tellWithUndo + stop),
        TransitionStory("what happened is asked, and it did", label) { run in
            try run.failFirst("unavailable", effect: .unknown)
            try run.answerFirst()
        },
        TransitionStory("what happened is asked, and it did not", label) { run in
            try run.failFirst("unavailable", effect: .unknown)
            try run.failFirst("refused")
        },
        TransitionStory("an undo gives up and is retried", label + stop) { run in
            try run.answerFirst()
            try run.failFirst("unavailable")
            try run.ask(.retry(nil))
        },
        TransitionStory("an undo gives up and succeeds late", label + stop) { run in
            try run.answerFirst()
            let undo = try run.invocation("undo label")
            run.pass(.seconds(10))
            run.play(undo.success)
        },
        TransitionStory("an undo gives up and is resolved", label + stop) { run in
            try run.answerFirst()
            try run.failFirst("unavailable")
            try run.ask(.resolve(nil, output: .null, reason: "by hand"))
        },
        TransitionStory("an undo gives up and is skipped", label + stop) { run in
            try run.answerFirst()
            try run.failFirst("unavailable")
            try run.ask(.skip(nil, reason: "by hand"))
        },
        severalSteps("retried") { try $0.ask(.retry(nil)) },
        severalSteps("resolved") { run in
            try run.ask(.resolve(nil, output: .null, reason: "by hand"))
        },
        severalSteps("skipped") { try $0.ask(.skip(nil, reason: "by hand")) },
        severalSteps("answered late") { run in
            let refund = OperationID(undoing: StepPath([.step("charge")]), by: "refund")
            run.play(.attemptSucceeded(refund, attempt: 1, output: .null))
        },
        TransitionStory(
            "the input of an undo fails",
            """
            - step: charge
              call: card.charge
              with: { amount: 1 }
              timeout: 10s
              compensate:
                call: card.refund
                with: { why: "${ string(1 / (input.amount - 30)) }" }
                timeout: 10s
            """ + stop
        ) { run in
            try run.answerFirst()
            try run.ask(.resolve(nil, output: .null, reason: "by hand"))
        },
        TransitionStory(
            "a scope is undone as a whole",
            """
            - step: pay
              scope:
                - step: twice
                  scope:
            \(Script.charge.indented(8))
            \(Script.reserve.indented(8))
                  retry: { max_attempts: 2 }
              compensate: { call: card.refund, timeout: 10s }
            """ + stop
        ) { run in
            try run.answerFirst()
            try run.failFirst("out_of_stock")
            try run.answerFirst()
        },
    ]

    /// The first of several steps that undo a step gives up.
    private static func severalSteps(
        _ what: String,
        _ events: @escaping @Sendable (inout Script) throws -> Void
    ) -> TransitionStory {
        TransitionStory(
            "one of several steps of an undo gives up and is \(what)",
            UndoStepsTests.charge + UndoStepsTests.stop
        ) { run in
            try run.answerFirst()
            try run.failFirst("unavailable")
            try events(&run)
        }
    }
}
