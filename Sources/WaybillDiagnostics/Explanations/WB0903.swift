extension Explanation {
    /// WB0903
    static let missingMatch = Explanation(
        why: """
            Events of a type come for every order. An `await` without `match` or `where` would \
            take the next one, whichever order it is for.
            """,
        failing: """
            waybill: 1
            workflow: sell
            events:
              order.paid: { external: true, data: { order_id: string } }
            input: { id: string }
            steps:
              - step: paid
                await: order.paid
                timeout: 1d
            """,
        mended: """
            waybill: 1
            workflow: sell
            events:
              order.paid: { external: true, data: { order_id: string } }
            input: { id: string }
            steps:
              - step: paid
                await: order.paid
                match: { order_id: input.id }
                timeout: 1d
            """,
        limits: """
            That the fields tell one order from another.
            """
    )
}
