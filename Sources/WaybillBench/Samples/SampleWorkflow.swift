import CEL
import WaybillDiagnostics
import WaybillEngine
import WaybillHandlers
import WaybillLoading
import WaybillModel

/// An order workflow of five calls, with handlers that answer at once.
enum SampleWorkflow {
    static func pinned() throws -> PinnedWorkflow { try pinned(text) }

    /// The workflow of a text that uses no other file.
    static func pinned(_ text: String) throws -> PinnedWorkflow {
        let file = Loader.load(path: "sell.yaml", reading: .memory(["sell.yaml": text]))
        guard let workflow = file.workflow, let definition = file.definition else {
            throw LimitFailure(message: render(file.diagnostics, format: .concise))
        }
        return PinnedWorkflow(
            workflow: workflow,
            definition: try StoredWorkflow.store(definition)
        )
    }

    static func order(_ number: Int) throws -> JSON {
        try JSON(
            parsing: """
                {"id":"\(number)","customer":{"id":"c-17","email":"ada@example.com"},\
                "lines":[{"sku":"KETTLE","quantity":1,"unit_price":39.90},\
                {"sku":"CUP-BLUE","quantity":4,"unit_price":7.25}],\
                "total":68.90,"currency":"EUR"}
                """
        )
    }

    static var handlers: HandlerRegistry {
        var registry = HandlerRegistry()
        registry.register(FunctionHandler { (_: Order, _) in Risk(risk: 12) }, for: "fraud.score")
        for name in ["payments.authorize", "stock.reserve", "payments.capture", "parcels.label"] {
            registry.register(
                FunctionHandler { (order: Order, _) in Receipt(number: "r-\(order.order)") },
                for: HandlerName(name)
            )
        }
        for name in ["payments.void", "stock.release"] {
            registry.register(FunctionHandler { (_: Order, _) in }, for: HandlerName(name))
        }
        return registry
    }

    private struct Order: Decodable { let order: String }
    private struct Risk: Encodable { let risk: Int }
    private struct Receipt: Encodable { let number: String }

    /// Its contracts, and the head of the workflow up to its steps.
    static let head = """
        waybill: 1
        workflow: sell
        types:
          Line: { sku: string, quantity: int, unit_price: decimal }
          Order:
            id: string
            customer: { id: string, email: string }
            lines: "[Line]"
            total: decimal
            currency: string
        handlers:
          fraud.score:
            input: { order: string, amount: decimal }
            output: { risk: int }
            effect: none
          payments.authorize:
            input: { order: string, amount: decimal, currency: string }
            output: { number: string }
            errors: { card_declined: { retry: never } }
            idempotency: key
            effect: authorized
            settles_in: 60s
          payments.void:
            input: { order: string }
            undoes: authorized
            idempotency: natural
            safe_if_absent: true
            fences: true
          stock.reserve:
            input: { order: string, lines: "[Line]" }
            output: { number: string }
            idempotency: key
            effect: reserved
            settles_in: 60s
          stock.release:
            input: { order: string }
            undoes: reserved
            idempotency: natural
            safe_if_absent: true
            fences: true
          payments.capture:
            input: { order: string, amount: decimal }
            output: { number: string }
            idempotency: key
            effect: captured
            settles_in: 60s
          parcels.label:
            input: { order: string }
            output: { number: string }
            idempotency: key
            effect: labelled
            settles_in: 60s
        input: Order
        output: { label: string }
        outcomes: { sold: keep, rejected: undo }
        key: input.id
        timeout: 7d
        defaults:
          timeout: 10s
          retry: { max_attempts: 5, initial_delay: 200ms, multiplier: 2, max_delay: 30s, jitter: full }
        steps:

        """

    private static let text =
        head + """
              - step: screen
                call: fraud.score
                with: { order: "${ input.id }", amount: "${ input.total }" }
              - step: triage
                route:
                  - when: steps.screen.risk >= 80
                    finish: rejected
                else: { to: next }
              - step: authorize
                call: payments.authorize
                with: { order: "${ input.id }", amount: "${ input.total }", currency: "${ input.currency }" }
                catch: [{ error: card_declined, finish: rejected }]
                compensate: { call: payments.void, with: { order: "${ input.id }" } }

            """ + ending

    /// The steps that keep an order whose card is authorised.
    static let ending = """
          - step: reserve
            call: stock.reserve
            with: { order: "${ input.id }", lines: "${ input.lines }" }
            compensate: { call: stock.release, with: { order: "${ input.id }" } }
          - step: capture
            call: payments.capture
            with: { order: "${ input.id }", amount: "${ input.total }" }
            pivot: true
          - step: label
            call: parcels.label
            with: { order: "${ input.id }" }
            retry: { max_attempts: unlimited, max_delay: 10m }
          - step: done
            finish: sold
            output: { label: "${ steps.label.number }" }

        """
}
