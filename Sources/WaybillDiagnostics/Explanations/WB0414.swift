extension Explanation {
    /// WB0414
    static let undoingAfterPivot = Explanation(
        why: """
            After the pivot nothing is undone, so no ending may ask for it. `finish` with an \
            outcome that says `undo` would promise something that can no longer be kept.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
            outcomes: { rejected: undo }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                pivot: true
              - step: done
                finish: rejected
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
            outcomes: { sold: keep, rejected: undo }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                pivot: true
                catch: [{ error: any, finish: rejected }]
              - step: done
                finish: sold
            """,
        limits: """
            That the outcome is the one that was meant. The `catch` of the pivot itself is before \
            it: there everything is undone.
            """
    )
}
