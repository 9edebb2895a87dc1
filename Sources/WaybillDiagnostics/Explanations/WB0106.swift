extension Explanation {
    /// WB0106
    static let unsupportedVersion = Explanation(
        why: """
            A later version of the language may give the same words another meaning. A tool that \
            does not know the version must not run the file as if it did.
            """,
        failing: """
            waybill: 9
            workflow: sell
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
            `version:`, the author's own number of the workflow, is not looked at.
            """
    )
}
