extension Explanation {
    /// WB0504
    static let noTimeout = Explanation(
        why: """
            Without a limit, a call that is never answered holds its order, and what was reserved \
            for it, for ever. Most order samples of other tools wait so. A wait without an end \
            can be right; then the file says it: `timeout: never`.
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
            How long the step takes: the limit is that of one attempt, and there may be several.
            """
    )
}
