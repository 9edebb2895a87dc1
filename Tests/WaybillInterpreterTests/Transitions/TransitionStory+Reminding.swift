import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// Steps that run while an event is waited for.
    static let reminding = [
        TransitionStory("the event comes after a reminder", review(rest)) { run in
            run.pass(.seconds(3_700))
            try run.decide()
        },
        TransitionStory("the event comes during a reminder", review(label)) { run in
            run.pass(.seconds(3_600))
            try run.decide()
        },
        TransitionStory(
            "the event comes during a reminder, and then the next step follows",
            review(label) + "\n- { step: done, finish: sold }"
        ) { run in
            run.pass(.seconds(3_600))
            try run.decide()
        },
        TransitionStory("a reminder fails", review("- { step: stop, fail: hopeless }")) { run in
            run.pass(.seconds(3_600))
        },
        TransitionStory("the event does not come in time", review(label)) { run in
            run.pass(.seconds(3_600))
            try run.answerFirst()
            run.pass(.seconds(7_200))
        },
        TransitionStory("a run is cancelled while a reminder is undone", review(label)) { run in
            run.pass(.seconds(3_600))
            try run.decide()
            try run.ask(.cancel(reason: nil))
        },
        TransitionStory(
            "a branch is cancelled while a reminder is undone",
            "- step: both\n  parallel:\n    one:\n\(review(label).indented(6))"
        ) { run in
            run.pass(.seconds(3_600))
            try run.decide()
            try run.ask(.cancel(reason: nil))
        },
        TransitionStory("the undo of a reminder is left", review(label)) { run in
            run.pass(.seconds(3_600))
            try run.decide()
            try run.answerFirst()
            try run.failUntilParked()
            try run.ask(.skip(nil, reason: "by hand"))
        },
        TransitionStory(
            "past the pivot the undo of a reminder is left",
            Script.capture + "\n" + review(label)
        ) { run in
            try run.answerFirst()
            run.pass(.seconds(3_600))
            try run.decide()
            try run.answerFirst()
            try run.failUntilParked()
            try run.ask(.skip(nil, reason: "by hand"))
        },
        TransitionStory(
            "past the pivot the undo of a reminder in a branch is left",
            Script.capture + "\n- step: both\n  parallel:\n    one:\n"
                + review(label).indented(6)
        ) { run in
            try run.answerFirst()
            run.pass(.seconds(3_600))
            try run.decide()
            try run.answerFirst()
            try run.failUntilParked()
            try run.ask(.skip(nil, reason: "by hand"))
        },
    ]

    private static func review(_ steps: String) -> String {
        """
        - step: review
          await: order.decided
          match: { order: input.order }
          timeout: 3h
          remind:
            every: 1h
            steps:
        \(steps.indented(6))
        """
    }

    private static let rest = "- { step: rest, wait: 1m }"

    private static let label = """
        - step: nudge
          call: label.buy
          timeout: 10s
          compensate: { call: label.void, with: { label: "${ call.output.label }" }, timeout: 10s }
        """
}

extension Script {
    fileprivate mutating func decide() throws {
        try send("order.decided", #"{"order": "A-1", "approved": true}"#)
    }
}
