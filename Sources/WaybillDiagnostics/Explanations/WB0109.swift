extension Explanation {
    /// WB0109
    static let notSupportedYet = Explanation(
        why: """
            The language has keys that this version of the tool cannot carry out. Reading over \
            them would run the workflow without what they ask for, so the file is refused.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: source
                allocate: nearest
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: source
                fail: stopped
                details: { site: BER }
            """,
        limits: """
            Keys that the language does not have are WB0102.
            """
    )
}
