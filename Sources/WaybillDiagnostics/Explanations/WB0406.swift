extension Explanation {
    /// WB0406
    static let undoOfNothing = Explanation(
        why: """
            When a call is never answered, nobody knows whether it took effect, and it is undone \
            to be sure. So the undo may come for something that never happened, and must take \
            that well.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { effect: held, idempotency: key, settles_in: 60s }
              card.release: { undoes: held, idempotency: key }
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
              card.release: { undoes: held, idempotency: key, safe_if_absent: true }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                compensate:
                  call: card.release
            """,
        limits: """
            An undo that reads `call.output` is never sent in doubt: the call is first asked \
            again, with the same key.
            """
    )
}
