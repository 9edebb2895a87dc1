extension Explanation {
    /// WB0402
    static let wrongCompensation = Explanation(
        why: """
            An undo must take back what its own step did. A contract says which fact a handler \
            establishes (`effect`) and which one it takes back (`undoes`); when the two differ, \
            the order looks undone and is not. The `compensate` of a `scope` or of a `run` takes \
            the place of the undos inside, so it must take back all that is established there.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.hold: { input: { id: string }, effect: held, idempotency: key, settles_in: 60s }
              stock.release: { input: { id: string }, undoes: reserved, idempotency: key, safe_if_absent: true }
            input: { id: string }
            defaults: { timeout: 10s }
            steps:
              - step: hold
                call: card.hold
                with: { id: "${ input.id }" }
                compensate:
                  call: stock.release
                  with: { id: "${ call.input.id }" }
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
            That the handler does what its contract says, and that it is given the right \
            arguments.
            """
    )
}
