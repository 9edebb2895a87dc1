extension Explanation {
    /// WB0415
    static let effectNotDeclared = Explanation(
        why: """
            What a call changes decides whether it needs an undo, whether it may stand in a race, \
            and whether it may be repeated. A contract that does not say it would be taken for \
            harmless.
            """,
        failing: """
            waybill: 1
            handlers:
              stock.count: { output: { pieces: int } }
            """,
        mended: """
            waybill: 1
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            """,
        limits: """
            That it is true.
            """
    )
}
