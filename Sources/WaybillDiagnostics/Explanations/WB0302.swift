extension Explanation {
    /// WB0302
    static let celType = Explanation(
        why: """
            Expressions are typed through the workflow's own records. Adding a text to a number, \
            comparing what can never be equal or putting a number where a condition stands would \
            fail for every order, so none of them gets that far.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { total: int }
            steps:
              - step: stop
                fail: stopped
                details: { text: "${ input.total + ' EUR' }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { total: int }
            steps:
              - step: stop
                fail: stopped
                details: { text: "${ string(input.total) + ' EUR' }" }
            """,
        limits: """
            That an expression always has a value: a division by zero, a key that a map lacks or \
            a number out of range fail while it runs, with the error `expression`. What is of \
            type `any` is looked at only then; so is a text that goes where one of a few texts is \
            needed: a text is held against the enum when it runs. An invariant is typed, not proved: no run is \
            held against it.
            """
    )
}
