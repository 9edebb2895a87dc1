extension Explanation {
    /// WB0902
    static let awaitWithoutEmitter = Explanation(
        why: """
            An order that waits for an event which nobody sends waits until its timeout, and one \
            that such an event would start never runs. Most events come from other systems: a \
            payment provider, a warehouse, a person at a desk. `external: true` says so, and what \
            is left must be sent by a workflow. The files named on the command line are what is \
            looked at: check workflows that talk to each other together, as a folder. An event that \
            is emitted with other data than is expected is as good as not sent.
            """,
        failing: """
            waybill: 1
            workflow: sell
            events:
              order.paid: { order_id: string }
            input: { id: string }
            steps:
              - step: paid
                await: order.paid
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
            That the event is sent for this order, or in time, and that what is marked as external \
            is sent at all.
            """
    )
}
