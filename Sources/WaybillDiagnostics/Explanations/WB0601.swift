extension Explanation {
    /// WB0601
    static let unusedOutput = Explanation(
        why: """
            What is computed and read by nobody is left over, or somebody reads something else \
            than was meant.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { total: decimal }
            steps:
              - step: sums
                set: { tax: "${ input.total * decimal('0.19') }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { total: decimal }
            steps:
              - step: sums
                set: { tax: "${ input.total * decimal('0.19') }" }
              - step: check
                when: steps.sums.tax > 100
                fail: too_much_tax
            """,
        limits: """
            That the value matters: whoever reads it may do so in vain. Outputs of calls are not \
            looked at.
            """
    )
}
