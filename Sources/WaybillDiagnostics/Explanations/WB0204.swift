extension Explanation {
    /// WB0204
    static let routeNotExhaustive = Explanation(
        why: """
            When no rule of a route holds and there is no `else`, nobody has said what becomes of \
            the order. A route without `else` is fine where the rules can be shown to cover every \
            value, such as all members of an enum.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { tier: standard | gold | platinum }
            steps:
              - step: greet
                route:
                  - when: input.tier == 'standard'
                    to: next
                  - when: input.tier == 'gold'
                    to: end
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { tier: standard | gold | platinum }
            steps:
              - step: greet
                route:
                  - when: input.tier == 'standard'
                    to: next
                  - when: input.tier == 'gold'
                    to: end
                else: { to: next }
            """,
        limits: """
            That the rules are in the right order: the first that holds is taken.
            """
    )
}
