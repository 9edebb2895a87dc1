extension Explanation {
    /// WB0201
    static let undefinedTarget = Explanation(
        why: """
            `to:` names the step to go on with. A name that is no step, or one inside another \
            list, leads nowhere; an order would find that out in the middle of the night.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { total: int }
            steps:
              - step: check
                route:
                  - when: input.total == 0
                    to: dnoe
                else: { to: next }
              - step: pause
                wait: 5s
              - step: done
                wait: 1s
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { total: int }
            steps:
              - step: check
                route:
                  - when: input.total == 0
                    to: done
                else: { to: next }
              - step: pause
                wait: 5s
              - step: done
                wait: 1s
            """,
        limits: """
            That it is the step that was meant.
            """
    )
}
