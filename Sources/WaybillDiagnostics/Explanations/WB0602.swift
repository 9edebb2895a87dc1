extension Explanation {
    /// WB0602
    static let unusedDeclaration = Explanation(
        why: """
            A type, a contract, a policy, an event or an outcome that nothing uses is left over, and whoever \
            reads the file takes it for part of what is done; or a name is misspelt where it \
            should be used. Files that are checked together are looked at as a whole: a shared \
            contract is used when one of them uses it.
            """,
        failing: """
            waybill: 1
            workflow: sell
            types:
              Line: { sku: string }
              Order: { total: decimal }
            input: Order
            steps:
              - step: check
                when: input.total > 100
                fail: too_much
            """,
        mended: """
            waybill: 1
            workflow: sell
            types:
              Line: { sku: string }
              Order: { total: decimal, lines: "[Line]" }
            input: Order
            steps:
              - step: check
                when: input.total > 100
                fail: too_much
            """,
        limits: """
            That the use is ever reached. A file of contracts that is checked alone says nothing, \
            since its users are not known.
            """
    )
}
