extension Explanation {
    /// WB0307
    static let costBound = Explanation(
        why: """
            Each evaluation has a limit of work, so that no order can stop the others. This \
            expression may go over it with data of ordinary size: loops inside loops over lists \
            that nothing bounds. It would fail for the largest orders only.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { lines: "[string]", stock: "[string]", sites: "[string]" }
            steps:
              - step: count
                set:
                  hits: "${ input.lines.filter(l, input.stock.exists(s, input.sites.exists(t, s + t == l))).size() }"
              - step: refuse
                when: steps.count.hits > 100
                fail: too_many
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { lines: "[string]", stock: "map<int>" }
            steps:
              - step: count
                set:
                  hits: "${ input.lines.filter(l, l in input.stock).size() }"
              - step: refuse
                when: steps.count.hits > 100
                fail: too_many
            """,
        limits: """
            The bound assumes lists and texts of a usual size, which the finding names. Larger \
            data can still reach the limit while it runs; the evaluation then fails with the \
            error `expression`.
            """
    )
}
