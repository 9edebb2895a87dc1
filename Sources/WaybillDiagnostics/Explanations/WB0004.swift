extension Explanation {
    /// WB0004
    static let undefinedAlias = Explanation(
        why: """
            `*name` stands for what `&name` marked further up. Without that mark there is nothing \
            to stand for. Often an expression or a text was meant that starts with `*`, and needs \
            quotes.
            """,
        failing: """
            waybill: 1
            workflow: sell
            defaults: { timeout: *short }
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            defaults: { timeout: &short 10s }
            steps:
              - step: pause
                wait: *short
            """,
        limits: """
            That an alias stands for what its author had in mind.
            """
    )
}
