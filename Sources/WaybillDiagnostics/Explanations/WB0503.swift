extension Explanation {
    /// WB0503
    static let retriesExceedTimeout = Explanation(
        why: """
            Attempts that each may take their time do not fit into a limit that was set without \
            adding them up: it ends the scope while a later attempt could still have helped. The \
            finding shows the sum.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              - step: ask
                scope:
                  - step: count
                    call: stock.count
                    timeout: 30s
                    retry: { max_attempts: 5, initial_delay: 1s }
                timeout: 1m
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              - step: ask
                scope:
                  - step: count
                    call: stock.count
                    timeout: 30s
                    retry: { max_attempts: 5, initial_delay: 1s }
                timeout: 3m
            """,
        limits: """
            How long things take in truth. Delays are counted without jitter, a `for_each` with \
            one iteration, and what waits for ever, or until a time that is computed, not at all.
            """
    )
}
