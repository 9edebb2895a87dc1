import Foundation
import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// The folder with the workflows that are shipped.
let shipped = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../workflows").standardizedFileURL

/// A workflow that is shipped.
func shippedWorkflow(_ name: String) throws -> Workflow {
    let file = Loader.load(path: shipped.appending(path: "\(name).yaml").path)
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow with a scope that only one run may be in at a time.
func payoutWorkflow() throws -> Workflow {
    let text = """
        waybill: 1
        workflow: pay_out
        handlers:
          mail.send: { input: { text: string }, idempotency: natural, effect: told }
          bank.transfer: { input: { to: string }, idempotency: key, effect: paid }
        input: { id: string, supplier: string }
        key: input.id
        steps:
          - step: payout
            scope:
              - step: transfer
                call: bank.transfer
                with: { to: "${ input.supplier }" }
                timeout: 10s
                compensate: none
            lock: { name: "'payout/' + input.supplier", timeout: 1h }
        after:
          failed:
            - step: tell
              call: mail.send
              with: { text: "${ error.message }" }
              timeout: 10s
        """
    let file = Loader.load(path: "pay_out.yaml", reading: .memory(["pay_out.yaml": text]))
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow whose scope fails after its only call, and that is then undone.
func scopeThatFailsWorkflow() throws -> Workflow {
    let text = """
        waybill: 1
        workflow: pack
        handlers:
          box.fill: { input: { order: string }, idempotency: natural, effect: filled }
          box.empty:
            { input: { order: string }, undoes: filled, idempotency: natural, safe_if_absent: true, fences: true }
        input: { id: string }
        outcomes: { gone: undo }
        key: input.id
        steps:
          - step: pack
            scope:
              - step: box
                call: box.fill
                with: { order: "${ input.id }" }
                timeout: 10s
                compensate: { call: box.empty, with: { order: "${ input.id }" }, timeout: 10s }
              - { step: no, fail: torn }
            catch: [{ error: torn, finish: gone }]
        """
    let file = Loader.load(path: "pack.yaml", reading: .memory(["pack.yaml": text]))
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow whose first decision fails, in a round; its step, or the rounds, catch that.
func unfillableWorkflow(caughtBy step: String) throws -> Workflow {
    let rule = "catch: [{ error: unfilled, finish: gone }]"
    let text = """
        waybill: 1
        workflow: unfillable
        policies: { any: { promise: { mode: hard }, split: never, unfilled: { action: fail } } }
        input: { id: string }
        outcomes: { sent: keep, gone: undo }
        key: input.id
        steps:
          - step: source
            repeat: 2
            until: "true"
            steps:
              - step: plan
                allocate: any
                with:
                  order: { lines: [{ sku: TEA-1, quantity: 9 }] }
                  sites: [{ id: BER, stock: { TEA-1: 4 } }]
                  services: [{ id: ground, zones: [{ per_parcel: 4.90, transit_days: 1 }] }]
                \(step == "plan" ? rule.replacing("finish: gone", with: "to: next") : "when: true")
            \(step == "source" ? rule : "when: true")
          - { step: done, finish: sent }
        """
    let file = Loader.load(path: "unfillable.yaml", reading: .memory(["unfillable.yaml": text]))
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow that decides by a policy which sites ship an order; `unfilled` is what becomes of units
/// that none has.
func sourcingWorkflow(
    unfilled: String = "{ action: backorder, cost: 60.00 }"
) throws -> Workflow {
    let text = """
        waybill: 1
        workflow: source_order
        policies:
          cheapest:
            keep: { open: site.open }
            promise: { mode: soft, late: 1.00 }
            split: { max_parcels: 3, penalty: 2.00 }
            unfilled: \(unfilled)
        input: { id: string, tea: int, mugs: int }
        key: input.id
        steps:
          - step: source
            allocate: cheapest
            with:
              order:
                lines:
                  - { sku: TEA-1, quantity: "${ input.tea }" }
                  - { sku: MUG-1, quantity: "${ input.mugs }" }
                promise_by: 2026-06-02T16:00:00Z
              sites:
                - { id: BER, stock: { TEA-1: 4 }, zone: near, open: true }
                - { id: MUC, stock: { TEA-1: 3 }, zone: far, open: true }
                - { id: PAR, stock: { TEA-1: 9, MUG-1: 9 }, zone: far, open: false }
              services:
                - id: ground
                  zones:
                    - { zone: near, per_parcel: 4.90, transit_days: 1 }
                    - { zone: far, per_parcel: 6.50, transit_days: 3 }
          - step: pause
            wait: 1h
        """
    let file = Loader.load(path: "source.yaml", reading: .memory(["source.yaml": text]))
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow that publishes an event and takes it back by another.
func tellWorkflow() throws -> Workflow {
    let text = """
        waybill: 1
        workflow: tell
        events:
          order.sold: { id: string }
          order.returned: { id: string }
        input: { id: string }
        steps:
          - step: tell
            emit: order.sold
            subject: ${ input.id }
            data: { id: "${ input.id }" }
            compensate: { emit: order.returned, data: { id: "${ call.input.id }" } }
          - { step: stop, fail: nobody_listens }
        """
    let file = Loader.load(path: "tell.yaml", reading: .memory(["tell.yaml": text]))
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow with what the shipped ones do without: a scope that is tried again, an undo that reads
/// the answer of its step, a call that nobody can fence, and a step after the pivot that gives up.
func sellWorkflow() throws -> Workflow {
    let contracts = """
        waybill: 1
        handlers:
          pay:
            input: { id: string }
            output: { receipt: string }
            idempotency: key
            effect: paid
          unpay: { input: { receipt: string }, undoes: paid, idempotency: natural }
          box:
            input: { id: string }
            idempotency: key
            effect: boxed
            settles_in: 60s
          unbox:
            input: { id: string }
            undoes: boxed
            idempotency: natural
            safe_if_absent: true
          seal:
            input: { id: string }
            errors: { torn: { retry: never } }
            idempotency: key
            effect: sealed
          ship:
            input: { id: string }
            output: { tracking: string, parcels: int }
            idempotency: key
            effect: shipped
        """
    let text = """
        waybill: 1
        workflow: sell
        use: [contracts.yaml]
        input: { id: string }
        outcomes: { sold: keep }
        key: input.id
        timeout: 1d
        defaults:
          timeout: 10s
          retry: { max_attempts: 2, initial_delay: 1s, jitter: none }
        steps:
          - step: charge
            call: pay
            with: { id: "${ input.id }" }
            compensate:
              call: unpay
              with: { receipt: "${ call.output.receipt }" }
              retry: { max_attempts: 2, initial_delay: 1s, jitter: none }
          - step: pack
            scope:
              - step: box
                call: box
                with: { id: "${ input.id }" }
                compensate: { call: unbox, with: { id: "${ input.id }" } }
              - step: seal
                call: seal
                with: { id: "${ input.id }" }
                compensate: none
            retry: { max_attempts: 2, initial_delay: 5s, jitter: none }
          - step: commit
            call: seal
            with: { id: "${ input.id }" }
            pivot: true
          - step: send
            call: ship
            with: { id: "${ input.id }" }
          - step: done
            finish: sold
        """
    let file = Loader.load(
        path: "sell.yaml",
        reading: .memory(["sell.yaml": text, "contracts.yaml": contracts])
    )
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}

/// A workflow with a step that several steps undo.
func clearWorkflow() throws -> Workflow {
    let text = """
        waybill: 1
        workflow: clear_out
        handlers:
          shelf.clear: { input: { id: string }, idempotency: key, effect: cleared }
          shelf.fill:
            input: { id: string }
            undoes: cleared
            idempotency: natural
            safe_if_absent: true
          shelf.price: { input: { id: string }, idempotency: natural, effect: priced }
          shelf.sell:
            input: { id: string }
            errors: { sold_out: { retry: never } }
            idempotency: key
            effect: sold
        input: { id: string }
        defaults: { timeout: 10s }
        steps:
          - step: clear
            call: shelf.clear
            with: { id: "${ input.id }" }
            compensate:
              steps:
                - { step: shelve, call: shelf.fill, with: { id: "${ input.id }" } }
                - step: price
                  call: shelf.price
                  with: { id: "${ input.id }" }
                  retry: { max_attempts: 1 }
          - step: sell
            call: shelf.sell
            with: { id: "${ input.id }" }
            compensate: none
        """
    let file = Loader.load(path: "clear_out.yaml", reading: .memory(["clear_out.yaml": text]))
    return try #require(file.workflow, "\(file.diagnostics.map(\.message))")
}
