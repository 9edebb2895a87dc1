extension Explanation {
    /// WB0301
    static let celSyntax = Explanation(
        why: """
            Expressions are CEL, and one that does not parse has no value. It is found when the \
            file is loaded, not when the first order comes to it.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { id: string, paid: bool }
            steps:
              - step: stop
                fail: stopped
                details: { ready: "${ input.paid && }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { id: string, paid: bool }
            steps:
              - step: stop
                fail: stopped
                details: { ready: "${ input.paid && input.id != '' }" }
            """,
        limits: """
            That its names exist (WB0303) and its types fit (WB0302).
            """
    )
}
