extension Explanation {
    /// WB0408
    static let effectInRace = Explanation(
        why: """
            In a race some lose and are cancelled, and what they had done by then is undone. An \
            effect without an undo stays: two labels are bought for one parcel.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              label.buy: { effect: bought, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: race
                parallel:
                  fast: [{ step: buy, call: label.buy, compensate: none }]
                  slow: [{ step: nap, wait: 1h }]
                join: any
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              label.buy: { effect: bought, idempotency: key, settles_in: 60s }
              label.return: { undoes: bought, idempotency: key, safe_if_absent: true }
            defaults: { timeout: 10s }
            steps:
              - step: race
                parallel:
                  fast: [{ step: buy, call: label.buy, compensate: { call: label.return } }]
                  slow: [{ step: nap, wait: 1h }]
                join: any
            """,
        limits: """
            That both never happen at the same time: for a moment they do, until the loser is \
            undone.
            """
    )
}
