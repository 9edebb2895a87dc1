extension Explanation {
    /// WB0208
    static let missingFinish = Explanation(
        why: """
            Where a workflow declares outcomes, whoever asks about an order wants one of them. A \
            way that runs off the end of the list leaves the answer empty.
            """,
        failing: """
            waybill: 1
            workflow: sell
            outcomes: { sold: keep }
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            outcomes: { sold: keep }
            steps:
              - step: pause
                wait: 5s
              - step: done
                finish: sold
            """,
        limits: """
            That the outcome is the right one, and that it is ever reached.
            """
    )
}
