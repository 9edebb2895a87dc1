import Foundation
import Waybill

/// A program that runs the orders of its shop with Waybill. Copy it, and put your services in.
struct EmbeddingExample {
    // What goes in and out of the workflow and its handlers are types of the program. Their fields
    // are those of `sell.yaml` and `payments.yaml`; money is a `Decimal`.
    struct Order: Codable {
        var id: String
        var card: String
        var total: Decimal
    }

    struct Charge: Codable {
        var order: String
        var card: String
        var amount: Decimal
    }

    struct Hold: Codable {
        var authorization: String
    }

    struct Capture: Codable {
        var order: String
        var authorization: String
    }

    struct Sale: Codable {
        var capture: String
    }

    struct Release: Codable {
        var order: String
    }

    struct Packed: Codable {
        var order: String
        var by: String
    }

    let engine: WorkflowEngine
    let sell: OrderWorkflow

    /// Opens the store, loads the workflow, and says which functions its handlers are.
    init(store: String, workflow: String, bank: Bank) throws {
        engine = try WorkflowEngine(store: store)
        sell = try OrderWorkflow(contentsOf: workflow)

        engine.handle("payments.authorize") { (charge: Charge, call) in
            // After a crash the same call comes again, with the same key: it must have one effect.
            guard await bank.hold(charge, key: call.idempotencyKey) else {
                throw HandlerError("card_declined", "The bank does not honour \(charge.card)")
            }
            return Hold(authorization: "auth-\(charge.order)")
        }
        engine.handle("payments.void") { (release: Release, call) in
            await bank.release(release, undoing: call.undoes)
        }
        engine.handle("payments.capture") { (capture: Capture, call) in
            await bank.take(capture, key: call.idempotencyKey)
            return Sale(capture: "cap-\(capture.order)")
        }
    }

    /// Runs one order to its end, and goes on with those that an earlier process left unfinished.
    func run(_ order: Order) async throws -> OrderEnd {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            let end = try await engine.run(order, through: sell)
            engine.stop()
            try await group.waitForAll()
            return end
        }
    }

    /// Tells the order's run that it is packed. An event that comes early is kept.
    func orderIsPacked(_ order: String, by: String) async throws {
        try await engine.send(
            "order.packed",
            source: "packing-station",
            data: Packed(order: order, by: by)
        )
    }
}

/// The program's own service: what it did, by idempotency key.
actor Bank {
    private(set) var effects: [String] = []
    private var seen: Set<String> = []

    func hold(_ charge: EmbeddingExample.Charge, key: String) -> Bool {
        if charge.card == "tok_declined" { return false }
        note("held \(charge.amount) for \(charge.order)", key)
        return true
    }

    func release(_ release: EmbeddingExample.Release, undoing key: String?) {
        note("released \(release.order)", (key ?? "") + "/undo")
    }

    func take(_ capture: EmbeddingExample.Capture, key: String) {
        note("took \(capture.authorization)", key)
    }

    private func note(_ effect: String, _ key: String) {
        if seen.insert(key).inserted { effects.append(effect) }
    }
}
