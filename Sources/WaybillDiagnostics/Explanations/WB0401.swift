extension Explanation {
    /// WB0401
    static let missingCompensation = Explanation(
        why: """
            When an order cannot be finished, what was done for it must be undone: money is given \
            back, goods are released. A call that establishes something, before the pivot, says \
            how it is undone, or says that it is to stay. What nobody says is how money and stock \
            get lost.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { input: { id: string }, effect: held, idempotency: key, settles_in: 60s }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                with: { id: "${ input.id }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { input: { id: string }, effect: held, idempotency: key, settles_in: 60s }
              card.release: { input: { id: string }, undoes: held, idempotency: key, safe_if_absent: true }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: card.release
                  with: { id: "${ call.input.id }" }
            """,
        limits: """
            That the undo succeeds: it is tried for a day, and the run is then parked for an \
            operator. A handler that says `effect: none` is believed.
            """
    )
}
