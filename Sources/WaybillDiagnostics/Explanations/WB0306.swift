extension Explanation {
    /// WB0306
    static let notAllowedHere = Explanation(
        why: """
            Some names exist in some places only: `error` where one was caught, `call` in an \
            undo, `event` where one is matched. `env` and `secret` exist only in bindings, so \
            that no secret ever enters the journal.
            """,
        failing: """
            waybill: 1
            workflow: sell
            steps:
              - step: stop
                fail: stopped
                details: { code: "${ error.code }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            steps:
              - step: stop
                fail: stopped
                details: { code: "${ run.id }" }
            """,
        limits: """
            That nothing secret comes in with an order or an answer.
            """
    )
}
