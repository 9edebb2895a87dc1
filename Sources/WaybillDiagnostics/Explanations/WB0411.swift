extension Explanation {
    /// WB0411
    static let lateEffect = Explanation(
        why: """
            A call that timed out may still be on its way. If its undo overtakes it, the undo \
            finds nothing and the call takes effect afterwards, for good. Either the service \
            refuses such latecomers (`fences`), or the contract says how late they can be \
            (`settles_in`) and the undo waits as long.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { effect: held, idempotency: key }
              card.release: { undoes: held, idempotency: key, safe_if_absent: true }
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
              card.hold: { effect: held, idempotency: key }
              card.release: { undoes: held, idempotency: key, safe_if_absent: true, fences: true }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                compensate:
                  call: card.release
            """,
        limits: """
            A service that takes longer than it says. Such a success is journalled and shown to \
            the operator.
            """
    )
}
