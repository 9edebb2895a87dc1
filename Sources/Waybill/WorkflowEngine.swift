import CEL
import Foundation
import Synchronization
import WaybillEngine
public import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Runs order workflows inside a Swift program, durably, against a store on this machine.
///
/// ```swift
/// let engine = try WorkflowEngine(store: "orders.db")
/// engine.handle("payments.authorize") { (charge: Charge, call) in
///     try await payments.authorize(charge, idempotencyKey: call.idempotencyKey)
/// }
/// let workflow = try OrderWorkflow(contentsOf: "fulfil_order.yaml")
///
/// try await withThrowingTaskGroup { group in
///     group.addTask { try await engine.run() }
///     let end = try await engine.run(order, through: workflow)
///     engine.stop()
/// }
/// ```
public final class WorkflowEngine: Sendable {
    private let store: String
    private let lease: StoreLease
    private let handlers = Mutex(HandlerRegistry())
    private let sink = Mutex<(any EventSink)?>(nil)
    private let started = Mutex<Engine?>(nil)

    /// Takes a store, which is made if it does not exist. Throws when another process runs it.
    public init(store path: String) throws {
        store = path
        lease = try StoreLease(
            store: path,
            holder: .thisProcess(
                command: ProcessInfo.processInfo.processName,
                since: Clock.system.now()
            )
        )
    }

    /// Has a Swift function carry out the calls of a handler. Handlers are registered before
    /// ``run()``.
    ///
    /// The function throws ``HandlerError`` to fail with a code of the contract; any other error
    /// counts as `unavailable` with unknown effect.
    public func handle<Input: Decodable & Sendable, Output: Encodable & Sendable>(
        _ name: String,
        _ function: @escaping @Sendable (Input, CallContext) async throws -> Output
    ) {
        handlers.withLock { $0.register(FunctionHandler(function), for: HandlerName(name)) }
    }

    /// Has a Swift function carry out the calls of a handler whose contract has no output.
    public func handle<Input: Decodable & Sendable>(
        _ name: String,
        _ function: @escaping @Sendable (Input, CallContext) async throws -> Void
    ) {
        handle(name) { (input: Input, call) -> NoOutput in
            try await function(input, call)
            return NoOutput()
        }
    }

    /// Has a Swift function receive the events that runs publish: each at least once, those of one
    /// run in order. An event has arrived when the function returns; when it throws, the event comes
    /// again later. Said before ``run()``; without a receiver events stay in the store.
    public func deliverEvents(
        to function: @escaping @Sendable (PublishedEvent) async throws -> Void
    ) {
        sink.withLock { $0 = FunctionEventSink(function: function) }
    }

    /// Goes on with every unfinished run, and runs what is submitted, until ``stop()`` or the
    /// task's cancellation.
    public func run() async throws {
        let engine = try begin()
        defer { lease.release() }
        try await engine.run()
    }

    /// Ends ``run()``. Unfinished runs go on with the next engine of the store.
    public func stop() { started.withLock { $0 }?.stop() }

    /// Runs an order through a workflow and returns how it ended. Submitting a key that ran gives
    /// that run's end, without running again.
    ///
    /// - Parameter again: Whether an order that was undone, failed or was cancelled is run again.
    ///   It is refused for one that has completed or is under way.
    public func run<Order: Encodable & Sendable>(
        _ order: Order,
        through workflow: OrderWorkflow,
        again: Bool = false
    ) async throws -> OrderEnd {
        let engine = try begin()
        let notices = engine.notices()
        let submission = try await engine.submit(
            try JSON(encoding: order),
            to: workflow.pinned,
            again: again
        )
        if !submission.isNew, let end = try earlierEnd(of: submission.run) { return end }
        for await notice in notices where notice.run == submission.run {
            if let end = notice.state.end { return OrderEnd(run: notice.run, end) }
        }
        throw SubmissionError.stopped
    }

    /// Lets events start runs of a workflow from now on, as its `start` says, instead of the version
    /// of it that was registered before; the store remembers it. Returns when it is durable.
    ///
    /// - Throws: ``WorkflowNotRegistered`` for a workflow without a `start`.
    public func register(_ workflow: OrderWorkflow) async throws {
        if case .refused(let reason) = await (try begin()).register(workflow.pinned) {
            throw WorkflowNotRegistered(reason: reason)
        }
    }

    /// Delivers an event, as CloudEvents 1.0 describes it, to the runs that await it and to the
    /// workflows that it starts; one that nothing awaits yet is kept. One sent again with the same
    /// source and id is the same event.
    public func send<Content: Encodable & Sendable>(
        _ type: String,
        id: String? = nil,
        source: String,
        data: Content
    ) async throws {
        let event = CloudEvent(
            id: id ?? UUID().uuidString,
            source: source,
            type: EventType(type),
            time: Clock.system.now(),
            data: try JSON(encoding: data)
        )
        if case .refused(let reason) = await (try begin()).deliver(event) {
            throw EventRefused(reason: reason)
        }
    }

    /// The engine, made with the handlers registered so far when it is first needed.
    private func begin() throws -> Engine {
        try started.withLock { started in
            if let engine = started { return engine }
            let engine = Engine(
                EngineParts(
                    journal: try SQLiteJournal(lease),
                    handlers: handlers.withLock { $0 },
                    events: sink.withLock { $0 }
                )
            )
            started = engine
            return engine
        }
    }

    private func earlierEnd(of run: RunID) throws -> OrderEnd? {
        let client = try StoreClient(path: store)
        guard let record = try client.run(run), record.isFinished,
            let definition = try client.definition(record.digest)
        else { return nil }
        let state = RunState(
            id: run,
            workflow: try StoredWorkflow.load(definition),
            events: try client.events(of: run, after: 0)
        )
        return state.end.map { OrderEnd(run: run, $0) }
    }
}

/// What is answered where nothing is asked for.
private struct NoOutput: Encodable, Sendable {}

/// A workflow that events cannot start.
public struct WorkflowNotRegistered: Error, Sendable, CustomStringConvertible {
    /// Why, in a sentence.
    public let reason: String

    /// The reason.
    public var description: String { reason }
}

/// An event that a run awaits but whose data does not have the declared type.
public struct EventRefused: Error, Sendable, CustomStringConvertible {
    /// Why, in a sentence.
    public let reason: String

    /// The reason.
    public var description: String { reason }
}
