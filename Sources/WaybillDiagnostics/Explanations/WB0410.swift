extension Explanation {
    /// WB0410
    static let misplacedPivot = Explanation(
        why: """
            A pivot commits the whole run. Inside a branch the others may still fail, inside a \
            loop it would come several times, and a scope with a `retry` or a `timeout` may be \
            undone and tried again: in none of these can it be the one line after which nothing \
            is undone.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: pay
                scope:
                  - step: charge
                    call: card.charge
                    pivot: true
                timeout: 1m
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
            That it is the right step to commit with.
            """
    )
}
