extension Explanation {
    /// WB0505
    static let unboundedBeforePivot = Explanation(
        why: """
            Before the pivot an order holds money and stock that others could use. Trying without \
            end there keeps them for as long as a service is down.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none, idempotency: natural }
            defaults: { timeout: 10s }
            steps:
              - step: count
                call: stock.count
                retry: { max_attempts: unlimited }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none, idempotency: natural }
            defaults: { timeout: 10s }
            steps:
              - step: count
                call: stock.count
                retry: { max_attempts: unlimited, max_elapsed: 1h }
            """,
        limits: """
            That the end comes soon enough for what is held.
            """
    )
}
