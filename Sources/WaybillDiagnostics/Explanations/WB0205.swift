extension Explanation {
    /// WB0205
    static let shadowedRule = Explanation(
        why: """
            Of several rules the first that matches is taken. One that stands after a wider one \
            never gets its turn, and what it was meant for is treated like everything else: a \
            limit for very large orders that comes after the one for large orders is no limit.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { total: decimal }
            steps:
              - step: size
                route:
                  - when: input.total > 10
                    to: next
                  - when: input.total > 100
                    fail: too_large
                else: { to: next }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { total: decimal }
            steps:
              - step: size
                route:
                  - when: input.total > 100
                    fail: too_large
                  - when: input.total > 10
                    to: next
                else: { to: next }
            """,
        limits: """
            That some order takes the rule. Conditions are held against each other by what they \
            say of single values; how two values that are computed hang together is not known, and \
            very many cases are not all gone through, which an info says.
            """
    )
}
