import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// Steps that go their way, and the ends of a run that goes well.
    static let goingOn = [
        TransitionStory(
            "steps are skipped and compute values",
            """
            - { step: skip, when: input.amount > 100, wait: 1h }
            - { step: note, set: { x: 1 } }
            - step: first
              scope: [{ step: skip_last, when: input.amount > 100, wait: 1h }]
            - step: last
              scope: [{ step: note_last, set: { x: 1 } }]
            """
        ),
        TransitionStory(
            "times come and events are received",
            """
            - { step: rest, wait: 1s }
            - { step: ask, await: order.decided, match: { order: input.order }, timeout: 1h }
            - step: first
              scope: [{ step: rest_last, wait: 1s }]
            - { step: ask_last, await: order.decided, match: { order: input.order }, timeout: 1h }
            """
        ),
        TransitionStory(
            "policies decide",
            Script.source + "\n" + Script.source.replacing("step: source", with: "step: again")
        ),
        TransitionStory("a scope is let in", Busy.locking.steps) { $0.letIn("pay") },
        TransitionStory(
            "calls are answered",
            """
            - { step: first, call: stock.reserve, timeout: 5s }
            - { step: last, call: stock.reserve, timeout: 5s }
            """
        ),
        TransitionStory(
            "events are published",
            "- { step: first, emit: order.sold, data: { order: a } }\n"
                + "- { step: last, emit: order.sold, data: { order: b } }"
        ),
        TransitionStory("a step finishes the run", "- { step: done, finish: sold }"),
        TransitionStory(
            "a step finishes the run from inside",
            """
            - step: outer
              scope: [{ step: inner, scope: [{ step: done, finish: sold }] }]
            """
        ),
        rule("to: next"), rule("to: end"), rule("to: done"), rule("finish: sold"),
        rule("fail: hopeless"), rule("to: done", inside: true), rule("finish: sold", inside: true),
        TransitionStory(
            "the success of an earlier attempt counts while the next is not sent yet",
            Script.charge + "\n  retry: { max_attempts: 3 }"
        ) { run in
            let first = try run.invocation("charge")
            try run.failFirst("unavailable", effect: .unknown)
            run.play(first.success)
        },
        TransitionStory(
            "the success of an earlier attempt counts while there is no room for the next",
            Script.charge + "\n  retry: { max_attempts: 3 }"
        ) { run in
            let first = try run.invocation("charge")
            run.takeRoom()
            try run.failFirst("unavailable", effect: .unknown)
            run.pass(.seconds(1))
            run.play(first.success)
        },
        TransitionStory(
            "the success of an earlier attempt ends the run though the last is out",
            Script.charge + "\n  retry: { max_attempts: 3 }"
        ) { run in
            let first = try run.invocation("charge")
            run.pass(.seconds(11))
            run.play(first.success)
        },
        TransitionStory("a call is sent again after an interruption", Script.charge) { run in
            try run.interrupt("charge")
        },
    ]

    /// A rule of a route that leads somewhere, at the top or two scopes further in.
    private static func rule(_ action: String, inside: Bool = false) -> TransitionStory {
        let route = """
            - step: choose
              route: [{ when: input.amount > 10, \(action) }]
              else: { to: next }
            """
        let done = "\n- { step: done, set: { x: 1 } }"
        return inside
            ? TransitionStory("a rule inside says \(action)", route.inTwoScopes + done)
            : TransitionStory("a rule says \(action)", route + done)
    }
}

extension String {
    /// The steps in a scope in a scope.
    var inTwoScopes: String {
        "- step: outer\n  scope:\n    - step: inner\n      scope:\n" + indented(8)
    }
}
