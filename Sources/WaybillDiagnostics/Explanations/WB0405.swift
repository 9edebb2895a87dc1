extension Explanation {
    /// WB0405
    static let compensationData = Explanation(
        why: """
            An undo may run when nothing after its step has. So it can read only what was recorded \
            before the step, what the step was given and what it gave.
            """,
        failing: """
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
                  with: { id: "${ steps.names.text }" }
              - step: names
                set: { text: "order ${ input.id }" }
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
              - step: names
                set: { text: "order ${ input.id }" }
              - step: hold
                call: card.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: card.release
                  with: { id: "${ steps.names.text }" }
            """,
        limits: """
            That what the undo is given is what its service needs: the contract has the types, not \
            the meaning.
            """
    )
}
