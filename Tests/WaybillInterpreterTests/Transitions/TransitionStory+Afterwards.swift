import CEL
import WaybillInterpreter

extension TransitionStory {
    /// What follows an ending that is decided.
    static let afterwards = [
        TransitionStory("the end of the steps is followed", note, header: rest("completed")),
        TransitionStory(
            "an outcome is followed",
            "- { step: done, finish: sold }",
            header: rest("sold")
        ),
        TransitionStory("a failure is followed", stop, header: rest("failed")),
        TransitionStory(
            "an undone run is followed",
            Script.charge + "\n" + stop,
            header: rest("compensated")
        ),
        TransitionStory(
            "a cancelled run is followed",
            "- { step: nap, wait: 1h }",
            header: rest("cancelled")
        ) { try $0.ask(.cancel(reason: nil)) },
        TransitionStory(
            "steps that follow are left as they are",
            stop,
            header: """
                after:
                  failed:
                    - { step: first, set: { x: "${ 1 / (input.amount - 30) }" } }
                    - step: last
                      scope: [{ step: inside, set: { x: 1 } }]
                      output: { x: "${ 1 / (input.amount - 30) }" }
                """
        ) { run in
            try run.ask(.skip(nil, reason: "by hand"))
            try run.ask(.skip(nil, reason: "by hand"))
        },
    ]

    private static let note = "- { step: note, set: { x: 1 } }"
    private static let stop = "- { step: stop, fail: hopeless }"

    private static func rest(_ ending: String) -> String {
        "after: { \(ending): [{ step: rest, wait: 1h }] }"
    }
}
