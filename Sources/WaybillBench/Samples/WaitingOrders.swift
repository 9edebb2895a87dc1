import CEL
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Orders that wait, each for an event of its own.
struct WaitingOrders {
    private static let text = """
        waybill: 1
        workflow: collect
        events: { order.collected: { order: string, by: string } }
        input: { id: string }
        key: input.id
        steps:
          - step: collected
            await: order.collected
            match: { order: input.id }
            timeout: 14d
        """

    private let engine: Engine
    private let workflow: PinnedWorkflow

    init(journal: any Journal) throws {
        workflow = try SampleWorkflow.pinned(Self.text)
        engine = Engine(EngineParts(journal: journal, handlers: HandlerRegistry()))
    }

    /// How many events find their order in a second, when so many orders wait.
    func eventsPerSecond(waiting: Int, events: Int) async throws -> Double {
        try await withThrowingTaskGroup(of: Void.self) { [engine, workflow] group in
            group.addTask { try await engine.run() }
            try await Self.each(of: waiting) { number in
                let order = JSON.object([.init("id", .string("\(number)"))])
                _ = try await engine.submit(order, to: workflow)
            }
            let time = try await ContinuousClock().measure {
                try await Self.each(of: events) { number in
                    _ = await engine.deliver(Self.collected(number))
                }
            }
            engine.stop()
            try await group.waitForAll()
            return Double(events) / time.seconds
        }
    }

    private static func collected(_ number: Int) -> CloudEvent {
        CloudEvent(
            id: "\(number)",
            source: "counter",
            type: "order.collected",
            time: Clock.system.now(),
            data: .object([
                .init("order", .string("\(number)")), .init("by", .string("kim")),
            ])
        )
    }

    /// Does something for each number, for 64 of them at once.
    private static func each(
        of count: Int,
        _ body: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in 0..<64 {
                group.addTask {
                    for number in stride(from: first, to: count, by: 64) { try await body(number) }
                }
            }
            try await group.waitForAll()
        }
    }
}
