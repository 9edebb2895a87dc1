extension Explanation {
    /// WB0412
    static let undoNotSpecific = Explanation(
        why: """
            A step in a loop runs several times, and each time is undone on its own. When all \
            these undos say the same, the service cannot know which of them is meant: it may undo \
            the first one three times.
            """,
        failing: """
            waybill: 1
            workflow: sell
            handlers:
              stock.hold: { input: { sku: string }, effect: held, idempotency: key, settles_in: 60s }
              stock.release: { input: { id: string }, undoes: held, idempotency: natural, safe_if_absent: true }
            input: { id: string, skus: "[string]" }
            defaults: { timeout: 10s }
            steps:
              - step: each
                for_each: input.skus
                as: sku
                steps:
                  - step: hold
                    call: stock.hold
                    with: { sku: "${ sku }" }
                    compensate:
                      call: stock.release
                      with: { id: "${ input.id }" }
            """,
        mended: """
            waybill: 1
            workflow: sell
            handlers:
              stock.hold: { input: { sku: string }, effect: held, idempotency: key, settles_in: 60s }
              stock.release: { input: { sku: string }, undoes: held, idempotency: natural, safe_if_absent: true }
            input: { id: string, skus: "[string]" }
            defaults: { timeout: 10s }
            steps:
              - step: each
                for_each: input.skus
                as: sku
                steps:
                  - step: hold
                    call: stock.hold
                    with: { sku: "${ sku }" }
                    compensate:
                      call: stock.release
                      with: { sku: "${ sku }" }
            """,
        limits: """
            That the elements are different: a list may name one of them twice.
            """
    )
}
