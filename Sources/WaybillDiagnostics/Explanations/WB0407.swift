extension Explanation {
    /// WB0407
    static let severalPivots = Explanation(
        why: """
            A pivot commits the run: before it everything can be undone, after it nothing. There \
            is one such line on each way; a second one would have nothing left to decide, and the \
            steps between the two would be promised both.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
              stock.take: { effect: taken, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                pivot: true
              - step: take
                call: stock.take
                retry: { max_attempts: unlimited }
                pivot: true
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
              stock.take: { effect: taken, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                pivot: true
              - step: take
                call: stock.take
                catch: [{ error: any, to: next }]
            """,
        limits: """
            Pivots on ways that exclude each other are fine. A workflow without any pivot is fine \
            too: it can be undone to its end.
            """
    )
}
