extension Explanation {
    /// WB0504
    static let noTimeout = Explanation(
        why: """
            Without a limit, a call that is never answered holds its order, and what was reserved \
            for it, for ever. Most order samples of other tools wait so. The same holds of a lock \
            that another run does not give back: `lock` has a `timeout` of its own, which says \
            how long it is waited for. A wait without an end can be right; then the file says it: \
            `timeout: never`. Not so for a lock inside another, where two runs might wait for each \
            other. The `timeout` of a child's own workflow is a limit as well, unless it has a pivot: \
            past that it counts no longer.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              - step: count
                call: stock.count
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              - step: count
                call: stock.count
                timeout: 10s
            """,
        limits: """
            How long the step takes: the limit is that of one attempt, and there may be several. \
            The timeout of a lock ends the wait for it, not the time for which it is held: that \
            is the `timeout` of its scope.
            """
    )
}
