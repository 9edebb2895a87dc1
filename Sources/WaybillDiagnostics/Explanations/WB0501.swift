extension Explanation {
    /// WB0501
    static let retryWithoutIdempotency = Explanation(
        why: """
            A call that was not answered may have taken effect. Sending it again to a service \
            that does not recognise the repetition charges the customer twice.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                retry: { max_attempts: 3 }
                compensate: none
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                retry: { max_attempts: 3 }
                compensate: none
            """,
        limits: """
            That the service keeps to the key for as long as a retry may come.
            """
    )
}
