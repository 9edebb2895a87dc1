extension Explanation {
    /// WB0012
    static let unquotedExpression = Explanation(
        why: """
            Expressions and YAML share their punctuation. Unquoted, YAML cuts `a ? b : c` at the \
            colon, drops what follows ` #`, and takes a leading `!`, `&`, `*`, `[`, `{` or quote \
            for its own. Some of these are syntax errors with a confusing message; the others are \
            read without any, and mean something else.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { total: int, limit: int }
            steps:
              - step: check
                route:
                  - when: input.total > 100 ? input.limit > 0 : true
                    fail: too_much
                else: { to: next }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { total: int, limit: int }
            steps:
              - step: check
                route:
                  - when: "input.total > 100 ? input.limit > 0 : true"
                    fail: too_much
                else: { to: next }
            """,
        limits: """
            That the expression is right: WB0301 and WB0302 look at it once it is in one piece.
            """
    )
}
