import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// Branches, iterations and rounds.
    static let sideBySide = [
        TransitionStory(
            "branches, iterations and rounds end",
            """
            - step: both
              parallel: { one: [{ step: a, wait: 1s }], two: [{ step: b, wait: 2s }] }
            - step: each
              for_each: "[1, 2]"
              as: number
              steps: [{ step: c, set: { x: "${ number }" } }]
            - step: rounds
              repeat: 3
              until: steps.d.x == previous.?d.x.orValue(0)
              steps: [{ step: d, set: { x: 1 } }]
            """
        ),
        TransitionStory(
            "the end of a step with branches is the end of the run",
            """
            - step: both
              parallel: { one: [{ step: a, wait: 1s }], two: [{ step: b, wait: 2s }] }
            """
        ),
        TransitionStory(
            "the next iteration begins when one has failed",
            """
            - step: each
              for_each: "[1, 2]"
              as: number
              join: any
              steps:
            \(Script.reserve.indented(4))
            """
        ) { run in
            try run.failFirst("out_of_stock")
        },
        TransitionStory(
            "the next iteration begins when one has ended",
            """
            - step: each
              for_each: "[1, 2]"
              as: number
              steps:
            \(Script.reserve.indented(4))
            """
        ),
        TransitionStory(
            "a branch that did not begin loses",
            """
            - step: race
              parallel: { one: [{ step: a, set: { x: 1 } }], two: [{ step: b, wait: 1h }] }
              join: any
            """
        ),
        TransitionStory(
            "a branch that did not begin is dropped",
            """
            - step: both
              parallel: { one: [{ step: a, fail: hopeless }], two: [{ step: b, wait: 1h }] }
            """
        ),
        TransitionStory(
            "what a rule raises fails the other branch",
            """
            - step: both
              parallel:
                one:
                  - { step: choose, route: [{ when: input.amount > 10, fail: no }], else: { to: next } }
                two: [{ step: b, wait: 1h }]
            """
        ),
        TransitionStory(
            "what is collected fails",
            """
            - step: each
              for_each: "[30]"
              as: number
              collect: 1 / (number - 30)
              steps: [{ step: a, set: { x: 1 } }]
            """
        ),
        TransitionStory(
            "rounds take too long",
            """
            - step: rounds
              repeat: 3
              until: steps.a.x > 1
              every: 1h
              timeout: 1m
              steps: [{ step: a, set: { x: 1 } }]
            """
        ),
    ]
}
