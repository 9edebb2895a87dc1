extension Explanation {
    /// WB0013
    static let badAllow = Explanation(
        why: """
            A suppression is a promise to whoever reads the file next: this rule is broken here, \
            on purpose, and this is why. Without a reason, or with a rule that does not exist, it \
            promises nothing; and some rules must hold for a file to mean anything.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              # waybill: allow(no-timeout)
              - step: count
                call: stock.count
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, effect: none }
            steps:
              # waybill: allow(no-timeout) the warehouse counts by hand, and always answers
              - step: count
                call: stock.count
            """,
        limits: """
            That the reason is a good one.
            """
    )
}
