extension Explanation {
    /// WB0901
    static let emitWithoutListener = Explanation(
        why: """
            An event that no workflow takes is either for somebody else, such as a warehouse that \
            reads the outbox, or it goes nowhere: its type is misspelt, or whoever took it no \
            longer does. `external: true` tells the two apart. The files named on the command line \
            are what is looked at; a workflow that is checked alone must mark what it sends to \
            others.
            """,
        failing: """
            waybill: 1
            workflow: sell
            events:
              order.sold: { order_id: string }
            input: { id: string }
            steps:
              - step: tell
                emit: order.sold
                data: { order_id: "${ input.id }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            events:
              order.sold: { external: true, data: { order_id: string } }
            input: { id: string }
            steps:
              - step: tell
                emit: order.sold
                data: { order_id: "${ input.id }" }
            """,
        limits: """
            That the events ever match: `match` and `where` may take none of them. Nor is it known \
            whether anybody outside listens.
            """
    )
}
