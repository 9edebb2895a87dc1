extension Explanation {
    /// WB0404
    static let compensationNotIdempotent = Explanation(
        why: """
            An undo is sent again until it is answered: after a timeout, a crash, a lost \
            connection. If doing it twice is not as good as once, a customer is refunded twice.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { effect: held, idempotency: key, settles_in: 60s }
              card.release: { undoes: held, safe_if_absent: true }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                compensate:
                  call: card.release
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { effect: held, idempotency: key, settles_in: 60s }
              card.release: { undoes: held, safe_if_absent: true, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                compensate:
                  call: card.release
            """,
        limits: """
            That the service keeps its word about the Idempotency-Key.
            """
    )
}
