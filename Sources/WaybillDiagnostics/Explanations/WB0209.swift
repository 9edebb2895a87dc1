extension Explanation {
    /// WB0209
    static let uncaughtCode = Explanation(
        why: """
            A contract declares the errors that a caller should reckon with. When one of them is \
            neither caught nor leads to anything being undone, the run just fails, though the case \
            was foreseen.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.look:
                input: { sku: string }
                output: { pieces: int }
                errors:
                  unknown_sku: { retry: never }
                effect: none
            input: { sku: string }
            defaults: { timeout: 10s }
            steps:
              - step: look
                call: stock.look
                with: { sku: "${ input.sku }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.look:
                input: { sku: string }
                output: { pieces: int }
                errors:
                  unknown_sku: { retry: never }
                effect: none
            input: { sku: string }
            defaults: { timeout: 10s }
            steps:
              - step: look
                call: stock.look
                with: { sku: "${ input.sku }" }
                catch:
                  - error: unknown_sku
                    fail: not_for_sale
            """,
        limits: """
            That what is done about an error is right. Where something was done that a failure \
            undoes, undoing is taken to be what is meant.
            """
    )
}
