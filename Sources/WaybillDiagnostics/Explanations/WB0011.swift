extension Explanation {
    /// WB0011
    static let ambiguousScalar = Explanation(
        why: """
            YAML 1.1 reads `no` and `n` as false, `012` as ten and `1:30` as ninety; YAML 1.2, and this \
            tool, read a text, twelve and a text. Whoever looks at the file with another tool \
            sees another order. Norway's country code is the famous victim.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: stop
                fail: stopped
                details: { country: no }
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: stop
                fail: stopped
                details: { country: "no" }
            """,
        limits: """
            Keys and dates are not looked at, and neither are the words of waybill.yaml.
            """
    )
}
