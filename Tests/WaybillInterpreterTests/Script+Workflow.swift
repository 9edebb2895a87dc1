import Testing
import WaybillDiagnostics
import WaybillInterpreter
import WaybillLoading
import WaybillModel

extension Script {
    /// The contracts of the workflows that scripts play.
    ///
    /// `card` repeats by key and its refund fences; `stock` repeats naturally and a late reservation
    /// may still happen; `mail` must not be repeated; `label` can only be undone by its output.
    static let contracts = """
        waybill: 1
        events:
          order.decided: { order: string, approved: bool }
          order.sold: { order: string, charge: string? }
          order.returned: { order: string }
          order.withdrawn: { order: string, why: string }
        handlers:
          risk.score: { input: { order: string }, output: { risk: int }, effect: none }
          card.charge:
            input: { amount: int }
            output: { charge: string }
            errors: { declined: { retry: never }, busy: { retry: always } }
            idempotency: key
            effect: charged
            settles_in: 60s
          card.refund:
            input: { why: string? }
            undoes: charged
            idempotency: natural
            safe_if_absent: true
            fences: true
          stock.reserve:
            output: { reservation: string }
            errors: { out_of_stock: { retry: never } }
            idempotency: natural
            effect: reserved
            settles_in: 60s
          stock.release:
            input: { key: string?, reservation: string? }
            undoes: reserved
            idempotency: natural
            safe_if_absent: true
          label.buy:
            output: { label: string }
            errors: { refused: { retry: never } }
            idempotency: key
            effect: labelled
            settles_in: 60s
          label.void: { input: { label: string }, undoes: labelled, idempotency: key }
          mail.send: { effect: notified, settles_in: 60s }
          mail.recall: { undoes: notified, idempotency: natural, safe_if_absent: true, fences: true }
        policies:
          by_priority: { strategy: priority, unfilled: { action: fail } }
          at_once: { strategy: priority, unfilled: { action: fail }, search: { nodes: 0 } }
        """

    /// The step `charge` with its undo.
    static let charge = """
        - step: charge
          call: card.charge
          with: { amount: "${ input.amount }" }
          timeout: 10s
          compensate: { call: card.refund, timeout: 10s }
        """

    /// The step `reserve` with its undo.
    static let reserve = """
        - step: reserve
          call: stock.reserve
          timeout: 10s
          compensate: { call: stock.release, timeout: 10s }
        """

    /// The step `source`, which sends as much tea as the order has an amount. There are 45.
    static let source = """
        - step: source
          allocate: by_priority
          with:
            order: { lines: [{ sku: TEA, quantity: "${ input.amount }" }] }
            sites:
              - { id: BER, stock: { TEA: 40 }, zone: near, priority: 1 }
              - { id: MUC, stock: { TEA: 5 }, zone: near, priority: 2 }
            services:
              - { id: ground, zones: [{ zone: near, per_parcel: 4.90, transit_days: 1 }] }
        """

    /// The step `capture`, the pivot.
    static let capture = """
        - step: capture
          call: card.charge
          with: { amount: "${ input.amount }" }
          timeout: 10s
          pivot: true
        """

    /// The workflows that others run: `pack` can be undone, `settle` has a pivot.
    static let children = [
        "pack.yaml": """
        waybill: 1
        workflow: pack
        use: [contracts.yaml]
        input: { order: string }
        output: { parcel: string }
        outcomes: { packed: keep, no_box: undo }
        steps:
        \(reserve)
        - step: tape
          route: [{ when: input.order == '', fail: no_tape }]
          else: { to: next }
        - { step: ready, finish: packed, output: { parcel: "${ input.order }" } }
        """,
        "settle.yaml": """
        waybill: 1
        workflow: settle
        use: [contracts.yaml]
        input: { order: string }
        outcomes: { settled: keep }
        steps:
        - step: take
          call: card.charge
          with: { amount: 1 }
          timeout: 10s
          pivot: true
        - { step: ready, finish: settled }
        """,
    ]

    /// The graph of a workflow with these steps.
    static func workflow(_ steps: String, header: String = "") throws -> Workflow {
        let text = """
            waybill: 1
            workflow: sell
            use: [contracts.yaml, pack.yaml, settle.yaml]
            input: { order: string, amount: int }
            output: { total: int? }
            outcomes: { sold: keep, rejected: undo }
            \(header)
            steps:
            \(steps)
            """
        let files = ["sell.yaml": text, "contracts.yaml": contracts]
        let reading = FileReading.memory(files.merging(children) { own, _ in own })
        let file = Loader.load(path: "sell.yaml", reading: reading)
        let errors = file.diagnostics.filter { $0.severity == .error }
        #expect(errors.map { "\($0.message): \($0.span.text)" } == [])
        return try #require(file.workflow)
    }
}
