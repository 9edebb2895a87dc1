extension Explanation {
    /// WB0206
    static let constantCondition = Explanation(
        why: """
            A condition that comes out the same for every order decides nothing. Mostly it says \
            something else than was meant: an `&&` for an `||`, or a limit that cannot be passed.
            """,
        failing: """
            waybill: 1
            workflow: sell
            input: { pieces: int }
            steps:
              - step: pause
                when: input.pieces < 5 && input.pieces > 10
                wait: 1h
            """,
        mended: """
            waybill: 1
            workflow: sell
            input: { pieces: int }
            steps:
              - step: pause
                when: input.pieces < 5 || input.pieces > 10
                wait: 1h
            """,
        limits: """
            That orders of both kinds ever come. `until: "false"` is let be: it is how a `repeat` \
            says that it runs all its rounds.
            """
    )
}
