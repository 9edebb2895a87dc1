import Foundation
import ProcessSupport
import Synchronization
import Testing
import Waybill

/// Events that start the program's workflows, and those that its runs publish.
@Suite(.timeLimit(.minutes(2))) struct EventTests {
    private struct Placed: Codable {
        var order: String
        var lines: Int
    }

    private struct Boxed: Codable, Equatable {
        var order: String
        var boxes: Int
    }

    private let folder: TemporaryFolder
    private let engine: WorkflowEngine

    init() throws {
        folder = try TemporaryFolder()
        engine = try WorkflowEngine(store: folder.file("orders.db"))
    }

    private func workflow(_ name: String) throws -> OrderWorkflow {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return try OrderWorkflow(contentsOf: folder.appending(path: "Example/\(name).yaml").path)
    }

    /// Does something while the engine runs.
    private func whileRunning(_ body: @Sendable @escaping () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { [engine] group in
            group.addTask { try await engine.run() }
            try await body()
            engine.stop()
            try await group.waitForAll()
        }
    }

    @Test func anEventStartsAWorkflowAndItsEventsReachAFunction() async throws {
        let received = Received()
        engine.deliverEvents { event in try received.take(event) }
        let pack = try workflow("pack")
        try await whileRunning { [engine] in
            try await engine.register(pack)
            try await engine.send(
                "order.placed",
                source: "web",
                data: Placed(order: "7", lines: 12)
            )
            #expect(await eventually { received.events.count == 1 })
        }
        let event = try #require(received.events.first)
        #expect(event.type == "order.boxed")
        #expect(event.subject == "7")
        #expect(event.correlation == "pack-7")
        #expect(try event.data(as: Boxed.self) == Boxed(order: "7", boxes: 2))
        #expect(abs(event.time.timeIntervalSinceNow) < 60)
        // It was refused once, and is the same event.
        #expect(received.refused == [event.id])
    }

    @Test func aWorkflowThatNoEventStartsIsNotRegistered() async throws {
        let sell = try workflow("sell")
        try await whileRunning { [engine] in
            let refusal = await #expect(throws: WorkflowNotRegistered.self) {
                try await engine.register(sell)
            }
            #expect("\(refusal, default: "")" == "no event starts sell: it has no `start`")
        }
    }
}

/// The events that a function was handed; the first time it refuses.
private final class Received: Sendable {
    private struct NotNow: Error {}

    private let all = Mutex<(events: [PublishedEvent], refused: [String])>(([], []))

    var events: [PublishedEvent] { all.withLock { $0.events } }
    var refused: [String] { all.withLock { $0.refused } }

    func take(_ event: PublishedEvent) throws {
        try all.withLock { all in
            if all.refused.isEmpty {
                all.refused.append(event.id)
                throw NotNow()
            }
            all.events.append(event)
        }
    }
}
