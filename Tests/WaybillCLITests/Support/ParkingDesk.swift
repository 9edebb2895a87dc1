import ProcessSupport
import Testing

extension Desk {
    /// A workflow that pays, and then prints, on a printer without paper; the money is then given
    /// back, for which the till is closed; with `mended.yaml` it is open.
    private static let files = [
        "shop.yaml": """
        waybill: 1
        handlers:
          shop.pay:
            input: { order: string }
            output: { receipt: string }
            idempotency: key
            effect: paid
            settles_in: 10s
          shop.refund:
            input: { order: string }
            errors: { till_closed: { retry: never } }
            undoes: paid
            idempotency: natural
            safe_if_absent: true
            fences: true
          shop.print:
            input: { order: string }
            errors: { no_paper: { retry: never } }
            idempotency: key
            effect: none
        """,
        "sell.yaml": """
        waybill: 1
        workflow: sell
        use: [shop.yaml]
        input: { id: string }
        outcomes: { sold: keep }
        key: input.id
        timeout: 1d
        defaults: { timeout: 5s }
        steps:
          - step: pay
            call: shop.pay
            with: { order: "${ input.id }" }
            compensate:
              call: shop.refund
              with: { order: "${ input.id }" }
          - step: print
            call: shop.print
            with: { order: "${ input.id }" }
          - step: done
            finish: sold
        """,
        "mocks.yaml": """
        waybill: 1
        bindings:
          shop.pay: { mock: { output: { receipt: r-1 } } }
          shop.refund:
            mock:
              error: { code: till_closed, message: Come back at nine }
          shop.print: { mock: { error: { code: no_paper, message: The tray is empty } } }
        """,
        "mended.yaml": """
        waybill: 1
        bindings:
          shop.pay: { mock: { output: { receipt: r-1 } } }
          shop.refund: { mock: { output: null } }
          shop.print: { mock: { error: { code: no_paper, message: The tray is empty } } }
        """,
        "order.json": #"{ "id": "1" }"#,
    ]

    /// A desk with the run `sell-1`, parked at the undo of `pay`.
    static func withParkedRun() async throws -> Desk {
        let desk = try Desk()
        for (name, text) in files { try desk.folder.write(text, to: name) }
        let ending = try await desk.waybill(
            ["run", "sell.yaml", "--order", "order.json", "--bindings", "mocks.yaml"]
        )
        try #require(ending.exitCode == 4, "\(ending.error)\(ending.output)")
        return desk
    }
}
