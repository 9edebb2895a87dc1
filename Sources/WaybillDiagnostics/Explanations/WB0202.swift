extension Explanation {
    /// WB0202
    static let backwardJump = Explanation(
        why: """
            Control only moves forward, so that every run ends and a reader never has to look \
            back. What is to be done again stands in a `repeat`, which says how often at most.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            defaults: { timeout: 10s }
            steps:
              - step: count
                call: stock.count
              - step: check
                route:
                  - when: steps.count.pieces == 0
                    to: count
                else: { to: next }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            defaults: { timeout: 10s }
            steps:
              - step: check
                repeat: 10
                until: steps.count.pieces > 0
                every: 1h
                steps:
                  - step: count
                    call: stock.count
            """,
        limits: """
            How long a run takes: waits, timeouts and retries say that.
            """
    )
}
