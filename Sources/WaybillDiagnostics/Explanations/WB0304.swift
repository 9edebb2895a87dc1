extension Explanation {
    /// WB0304
    static let maybeUndefined = Explanation(
        why: """
            A step inside a rule, behind a `when`, in a branch that may lose or whose error was \
            caught may not have run, and then has no output. Reading it plainly would fail for \
            exactly the orders that took the other way.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { total: int }
            steps:
              - step: discount
                when: input.total > 100
                set: { amount: 10 }
              - step: stop
                fail: stopped
                details: { saved: "${ steps.discount.amount }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { total: int }
            steps:
              - step: discount
                when: input.total > 100
                set: { amount: 10 }
              - step: stop
                fail: stopped
                details: { saved: "${ steps.?discount.amount.orValue(0) }" }
            """,
        limits: """
            That the substitute makes sense.
            """
    )
}
