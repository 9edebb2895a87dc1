extension Explanation {
    /// WB0303
    static let undefinedName = Explanation(
        why: """
            A misspelt field is the commonest mistake in a workflow. Every name of an expression, \
            every field, outcome and event is held against its declaration, and the nearest one \
            is suggested.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { customer: string }
            steps:
              - step: stop
                fail: stopped
                details: { who: "${ input.custommer }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { customer: string }
            steps:
              - step: stop
                fail: stopped
                details: { who: "${ input.customer }" }
            """,
        limits: """
            Fields of what is of type `any`, and the keys of maps, are only known when it runs.
            """
    )
}
