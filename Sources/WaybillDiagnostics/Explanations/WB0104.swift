extension Explanation {
    /// WB0104
    static let exclusiveKeys = Explanation(
        why: """
            A step does one thing. With two actions, or with `only` beside `except`, which one \
            counts, and in which order, would be left to the reader's imagination.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5s
                fail: closed
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5s
              - step: stop
                fail: closed
            """,
        limits: """
            That the one that is left is the one that was meant.
            """
    )
}
