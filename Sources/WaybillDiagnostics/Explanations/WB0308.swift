extension Explanation {
    /// WB0308
    static let doubleForMoney = Explanation(
        why: """
            A `double` cannot hold 0.10 exactly, so sums of prices are off by a cent sooner or \
            later, and the ledger and the bank no longer agree. `decimal` is exact.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { id: string, total: double }
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { id: string, total: decimal }
            steps:
              - step: pause
                wait: 5s
            """,
        limits: """
            It goes by names: money in a field called `x` is not seen.
            """
    )
}
