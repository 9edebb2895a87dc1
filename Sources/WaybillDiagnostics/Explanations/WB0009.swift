extension Explanation {
    /// WB0009
    static let unusedAnchor = Explanation(
        why: """
            `&name` marks a node so that `*name` can stand for it further down. A mark that \
            nothing refers to is left over, or its alias is misspelt, or an expression that \
            starts with `&` was meant and needs quotes.
            """,
        failing: """
            waybill: 1
            workflow: sell
            defaults: { timeout: &limit 10s }
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            defaults: { timeout: 10s }
            steps:
              - step: pause
                wait: 5s
            """,
        limits: """
            That the alias stands where it was meant to.
            """
    )
}
