extension Explanation {
    /// WB0007
    static let oneDocument = Explanation(
        why: """
            YAML can hold several documents in one file, separated by `---`. Which of them would \
            be the workflow is anybody's guess, and what stands in the others would be ignored. \
            An empty file has none.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5s
            ---
            waybill: 1
            workflow: buy
            steps:
              - step: pause
                wait: 5s
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5s
            """,
        limits: """
            Which file is used by which: that is what `use` says.
            """
    )
}
