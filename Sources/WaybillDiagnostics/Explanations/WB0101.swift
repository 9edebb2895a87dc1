extension Explanation {
    /// WB0101
    static let wrongShape = Explanation(
        why: """
            Each key asks for a shape: a list, a mapping, a text, a number. What has another \
            shape cannot be read, and guessing what was meant would guess wrong about money.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none, idempotency: natural }
            steps:
              - step: count
                call: stock.count
                timeout: 5s
                retry: often
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none, idempotency: natural }
            steps:
              - step: count
                call: stock.count
                timeout: 5s
                retry: { max_attempts: 3 }
            """,
        limits: """
            That the value in the right shape makes sense: other rules look at what it says.
            """
    )
}
