extension Explanation {
    /// WB0002
    static let tabIndent = Explanation(
        why: """
            YAML forbids tabs as indentation, because how deep a tab goes depends on the editor. \
            What looks aligned on one screen would nest otherwise on another.
            """,
        failing: """
            waybill: 1
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
            Tabs inside texts and behind values are left alone.
            """
    )
}
