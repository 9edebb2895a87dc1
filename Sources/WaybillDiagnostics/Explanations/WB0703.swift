extension Explanation {
    /// WB0703
    static let evaluationFailed = Explanation(
        why: """
            An expression can be sound and still have no value: a division by zero, a list that \
            is too short, a number out of range. In a run this is the error `expression`, which \
            can be caught.
            """,
        failing: .expression("10 / size([])"),
        mended: .expression("10 / size([1, 2])"),
        limits: """
            That it has a value for other inputs.
            """
    )
}
