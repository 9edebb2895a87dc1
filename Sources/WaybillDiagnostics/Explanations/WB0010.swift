extension Explanation {
    /// WB0010
    static let unusedAllow = Explanation(
        why: """
            A comment that allows what is no longer there hides the next mistake of that kind: it \
            was written for one case, and would silently take in another.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              # waybill: allow(WB0504) the desk decides when it is done
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
            That the reason still holds. A file that cannot be loaded is not asked whether it \
            needs what it allows.
            """
    )
}
