extension Explanation {
    /// WB0006
    static let resourceLimit = Explanation(
        why: """
            A file of more than 4 MiB, a text of more than 1 MiB or a nesting of more than 100 \
            levels is a mistake or an attack; reading it would cost time and memory for nothing. \
            A file with hundreds of findings of one kind is cut off in the same way.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: deep
                fail: stopped
                details: { value: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]] }
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: flat
                fail: stopped
                details: { value: [1] }
            """,
        limits: """
            How long a workflow runs and how much its expressions do are limited elsewhere: \
            WB0307 looks at the latter.
            """
    )
}
