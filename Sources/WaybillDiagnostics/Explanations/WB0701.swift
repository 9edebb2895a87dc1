extension Explanation {
    /// WB0701
    static let badInput = Explanation(
        why: """
            An order is read by the types that the workflow declares for its `input`, so that \
            expressions can rely on them. A field that is missing, misspelt or of another type is \
            shown before the run starts, with its place in the JSON.
            """,
        failing: .order(
            """
            { "id": "W-1", "totl": 20 }
            """,
            workflow: """
                waybill: 1
                workflow: sell
                input: { id: string, total: decimal }
                steps:
                  - step: pause
                    wait: 5s
                """
        ),
        mended: .order(
            """
            { "id": "W-1", "total": 20 }
            """,
            workflow: """
                waybill: 1
                workflow: sell
                input: { id: string, total: decimal }
                steps:
                  - step: pause
                    wait: 5s
                """
        ),
        limits: """
            That the data are true, or make sense together: that is for the workflow to check.
            """
    )
}
