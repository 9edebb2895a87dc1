extension Explanation {
    /// WB0905
    static let undeclaredEvent = Explanation(
        why: """
            An event's declaration says what its data are, so that `match` and what comes after \
            it can be typed, and so that the one who sends it and the one who waits mean the \
            same.
            """,
        failing: """
            waybill: 1
            workflow: sell
            events:
              order.paid: { external: true, data: { order_id: string } }
            input: { id: string }
            steps:
              - step: paid
                await: order.payed
                match: { order_id: input.id }
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
            That anybody sends it.
            """
    )
}
