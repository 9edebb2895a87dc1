import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// Steps that fail, are caught, and are tried again.
    static let failing: [TransitionStory] =
        ["to: next", "to: end", "finish: sold", "fail: hopeless", "to: done"].flatMap { action in
            [caught(action, effect: .none), caught(action, effect: .unknown)]
        } + [
            caught("to: done", effect: .none, inside: true),
            caught("to: done", effect: .unknown, inside: true),
            TransitionStory("a step fails", "- { step: stop, fail: hopeless }"),
            TransitionStory(
                "an await takes too long",
                "- { step: ask, await: order.decided, match: { order: input.order }, timeout: 1h }"
            ) { run in
                run.pass(.seconds(3_600))
            },
            TransitionStory("a scope is not let in", Busy.locking.steps) { run in
                run.pass(.seconds(3_600))
            },
            TransitionStory(
                "a scope is tried again, and then fails",
                """
                - step: pay
                  scope: [{ step: stop, fail: hopeless }]
                  retry: { max_attempts: 2, initial_delay: 1m, jitter: none }
                """
            ),
            TransitionStory(
                "a call is tried again, and then fails",
                "- { step: tell, call: stock.reserve, timeout: 5s, retry: { max_attempts: 2 } }"
            ) { run in
                run.pass(.seconds(60))
            },
            TransitionStory(
                "a call is refused when its time is up",
                """
                - step: tell
                  call: card.charge
                  with: { amount: "${ input.amount }" }
                  timeout: 5s
                  retry: { max_attempts: 2, initial_delay: 1m, jitter: none }
                """
            ) { run in
                run.pass(.seconds(5))
                run.play(.refusal(of: OperationID(StepPath.root.step("tell")), attempt: 1))
            },
            TransitionStory(
                "a call that must not be repeated is interrupted",
                "- { step: tell, call: mail.send, timeout: 5s }"
            ) { run in
                try run.interrupt("tell")
            },
            TransitionStory(
                "the output of a scope fails",
                """
                - step: pay
                  scope: [{ step: note, set: { x: 1 } }]
                  output: { x: "${ 1 / (input.amount - 30) }" }
                """
            ),
            TransitionStory(
                "the output of a finish fails",
                """
                - step: choose
                  route:
                    - when: input.amount > 10
                      finish: sold
                      output: { total: "${ 1 / (input.amount - 30) }" }
                  else: { to: next }
                """
            ),
        ]

    /// A catch rule that leads somewhere, of a call at the top or two scopes further in.
    private static func caught(_ action: String, effect: Effect, inside: Bool = false)
        -> TransitionStory
    {
        let call = Script.charge + "\n  catch: [{ error: any, \(action) }]"
        let next = "\n- { step: rest, wait: 1s }\n- { step: done, set: { x: 1 } }"
        return TransitionStory(
            "a catch \(inside ? "inside " : "")says \(action), the effect is \(effect)",
            (inside ? call.inTwoScopes : call) + next
        ) { run in
            try run.failFirst("unavailable", effect: effect)
        }
    }
}
