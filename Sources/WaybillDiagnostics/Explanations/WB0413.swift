extension Explanation {
    /// WB0413
    static let pivotCannotBeAskedAgain = Explanation(
        why: """
            While it is not known whether the pivot took effect, the run may go neither forward \
            nor back. So a pivot is asked again, with the same key, until the answer is definite; \
            its handler must allow that.
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
                pivot: true
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
                pivot: true
            """,
        limits: """
            That the service ever gives a definite answer: without one the run parks.
            """
    )
}
