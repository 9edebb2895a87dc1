extension Explanation {
    /// WB0105
    static let badLiteral = Explanation(
        why: """
            `timeout: 5` could be seconds, minutes or milliseconds, and each reading is \
            somebody's habit. Durations have units, numbers have bounds and closed sets of words \
            have no other members.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: pause
                wait: 5s
            """,
        limits: """
            That the value is a good choice: five seconds may still be too short.
            """
    )
}
