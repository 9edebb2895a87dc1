extension Explanation {
    /// WB0001
    static let yamlSyntax = Explanation(
        why: """
            A workflow is YAML, and YAML that cannot be read means nothing. The place shown is \
            where reading went wrong for a person: the bracket that was never closed rather than \
            the end of the file. Reading goes on at the next top-level key, so that one mistake \
            does not hide the others.
            """,
        failing: """
            waybill: 1
            workflow: sell
            output: { codes: "[string]"
            steps:
              - step: stop
                fail: stopped
                details: { codes: [] }
            """,
        mended: """
            waybill: 1
            workflow: sell
            output: { codes: "[string]" }
            steps:
              - step: stop
                fail: stopped
                details: { codes: [] }
            """,
        limits: """
            That the text is read as YAML says nothing about what its keys mean.
            """
    )
}
