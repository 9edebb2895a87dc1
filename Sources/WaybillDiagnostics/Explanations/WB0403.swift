extension Explanation {
    /// WB0403
    static let mayFailAfterPivot = Explanation(
        why: """
            After the pivot nothing is undone any more, so nothing may fail either: an error that \
            nobody catches parks the run, and a person has to look. A step there is tried without \
            end, or says with `catch` what happens instead.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
              mail.send: { effect: told, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                pivot: true
              - step: tell
                call: mail.send
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.charge: { effect: charged, idempotency: key }
              mail.send: { effect: told, idempotency: key }
            defaults: { timeout: 10s }
            steps:
              - step: charge
                call: card.charge
                pivot: true
              - step: tell
                call: mail.send
                catch: [{ error: any, to: next }]
            """,
        limits: """
            A call that is tried without end may be tried for long. An expression that fails \
            after the pivot still parks the run.
            """
    )
}
