import CEL
import Testing
import WaybillDiagnostics
import WaybillEngine
import WaybillInterpreter
import WaybillLoading
import WaybillModel

/// Small workflows for the engine's tests, and the handlers they call.
enum Sample {
    /// `shop.pay` is repeated with its key, `shop.print` never when its effect is unknown.
    static let contracts = """
        waybill: 1
        handlers:
          shop.pay:
            input: { order: string }
            output: { receipt: string }
            errors: { card_declined: { retry: never } }
            idempotency: key
            effect: paid
          shop.refund:
            input: { order: string }
            undoes: paid
            idempotency: natural
            safe_if_absent: true
            fences: true
          shop.print:
            input: { order: string }
            output: { page: string }
            errors: { no_paper: { retry: never } }
            idempotency: none
            effect: printed
        """

    /// The step that pays, and how it is undone.
    static let pay = """
          - step: pay
            call: shop.pay
            with: { order: "${ input.id }" }
            retry: { max_attempts: 3, initial_delay: 1ms, max_delay: 1ms }
            compensate:
              call: shop.refund
              with: { order: "${ input.id }" }
        """

    /// The step that prints.
    static let print = """
          - step: print
            call: shop.print
            with: { order: "${ input.id }" }
            timeout: 30s
            retry: { max_attempts: 3, initial_delay: 1ms, max_delay: 1ms }
        """

    /// The pivot, which is the payment itself.
    static let payForGood = """
          - step: pay
            call: shop.pay
            with: { order: "${ input.id }" }
            pivot: true
        """

    /// A wait for somebody's word.
    static let approval = """
          - step: approval
            await: order.approved
            match: { order: input.id }
            timeout: 3d
        """

    /// The workflow `sell` with these steps.
    static func workflow(_ steps: String..., version: Int = 1) throws -> PinnedWorkflow {
        let text = """
            waybill: 1
            workflow: sell
            version: \(version)
            use: [shop.yaml]
            events:
              order.approved: { order: string, by: string }
              order.withdrawn: { order: string, why: string }
            input: { id: string, note: string? }
            key: input.id
            steps:
            \(steps.joined(separator: "\n"))
            """
        return try pinned(text)
    }

    /// A workflow of a whole file, which may use `shop.yaml` and other files.
    static func pinned(_ text: String, _ others: [String: String] = [:]) throws -> PinnedWorkflow {
        let files = ["shop.yaml": contracts, "sell.yaml": text]
            .merging(others) { own, _ in own }
        let loaded = Loader.load(path: "sell.yaml", reading: .memory(files))
        #expect(loaded.diagnostics.map(\.message) == [])
        return PinnedWorkflow(
            workflow: try #require(loaded.workflow),
            definition: try StoredWorkflow.store(try #require(loaded.definition))
        )
    }

    static func order(_ id: String, note: String? = nil) -> JSON {
        .object(
            [JSON.Member("id", .string(id))]
                + (note.map { [JSON.Member("note", .string($0))] } ?? [])
        )
    }

    /// Somebody's word on an order.
    static func approval(_ order: String, id: String = "e1", by: JSON = .string("kim"))
        -> CloudEvent
    {
        CloudEvent(
            id: id,
            source: "desk",
            type: "order.approved",
            time: Clock.system.now(),
            data: .object([JSON.Member("order", .string(order)), JSON.Member("by", by)])
        )
    }
}
