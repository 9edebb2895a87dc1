extension Explanation {
    /// WB0107
    static let badId = Explanation(
        why: """
            An id names a step in expressions (`steps.charge`), in the history of a run and in \
            its idempotency keys. So it is an identifier, there is one of each in a file, and it \
            shadows nothing that expressions see.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: reserve-stock
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: reserve_stock
                wait: 5s
            """,
        limits: """
            Renaming a step of a workflow with runs under way is safe: a run keeps the definition \
            that it started with.
            """
    )
}
