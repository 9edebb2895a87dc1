extension Explanation {
    /// WB0305
    static let handlerContract = Explanation(
        why: """
            A contract says what a handler takes. A call that leaves out a field, gives one of \
            another type or one that the handler does not know would be refused by the service, \
            order after order.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              card.check: { input: { card: string, amount: int }, output: { good: bool }, effect: none }
            input: { card: string, amount: int }
            defaults: { timeout: 10s }
            steps:
              - step: check
                call: card.check
                with: { card: "${ input.card }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              card.check: { input: { card: string, amount: int }, output: { good: bool }, effect: none }
            input: { card: string, amount: int }
            defaults: { timeout: 10s }
            steps:
              - step: check
                call: card.check
                with: { card: "${ input.card }", amount: "${ input.amount }" }
            """,
        limits: """
            That the service keeps to its contract: an answer of another type is the error \
            `bad_output` while it runs.
            """
    )
}
