extension Explanation {
    /// WB0203
    static let unreachableStep = Explanation(
        why: """
            A step that no way leads to never runs. Either it is left over, or a rule before it \
            takes every order elsewhere and was not meant to.
            """,
        failing: """
            waybill: 1
            workflow: sell
            outcomes: { sold: keep }
            steps:
              - step: done
                finish: sold
              - step: receipt
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            outcomes: { sold: keep }
            steps:
              - step: receipt
                wait: 5s
              - step: done
                finish: sold
            """,
        limits: """
            That some order takes each way: a condition may be one that never holds.
            """
    )
}
