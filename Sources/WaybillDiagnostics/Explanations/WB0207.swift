extension Explanation {
    /// WB0207
    static let joinNeverSatisfied = Explanation(
        why: """
            A join that needs more branches than there are can never be met, so the step always \
            fails, after its branches have done their work.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: both
                parallel:
                  short: [{ step: nap, wait: 5s }]
                  long: [{ step: sleep, wait: 10s }]
                join: 3
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: both
                parallel:
                  short: [{ step: nap, wait: 5s }]
                  long: [{ step: sleep, wait: 10s }]
                join: 2
            """,
        limits: """
            A join that is computed is held against the number of branches when it runs. That so \
            many branches succeed is not promised either.
            """
    )
}
