extension Explanation {
    /// WB0502
    static let retryNeverUsed = Explanation(
        why: """
            A retry that never comes about looks like care and is none: the first delay is longer \
            than all attempts may take, or what is tried again is only what its contract says not \
            to try again.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              - step: count
                call: stock.count
                timeout: 10s
                retry: { max_attempts: 5, initial_delay: 1m, max_delay: 5m, max_elapsed: 30s }
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
                retry: { max_attempts: 5, initial_delay: 1s, max_delay: 5m, max_elapsed: 30s }
            """,
        limits: """
            That the attempts help. Jitter is left out of account.
            """
    )
}
