import CEL
import Foundation
import Testing
import WaybillDiagnostics
import WaybillInterpreter
import WaybillJournal
import WaybillLoading
import WaybillModel

/// A run as a script: the test says what comes from outside and when, and the interpreter says what
/// follows from it, as it does for every driver.
struct Script {
    private(set) var state: RunState
    private(set) var events: [RecordedEvent] = []
    private(set) var now: Timestamp
    /// The locks that other runs hold.
    private var taken: Set<LockName>

    /// Begins a run of a workflow that is shipped, with an order of its folders.
    init(_ workflow: String, _ order: String) throws {
        let text = try String(contentsOf: shipped.appending(path: order), encoding: .utf8)
        try self.init(try shippedWorkflow(workflow), input: try JSON(parsing: text))
    }

    /// Begins a run at nine o'clock on the first of June 2026.
    init(
        _ workflow: Workflow,
        input: JSON,
        correlation: CorrelationID? = nil,
        parent: ParentStep? = nil,
        taken: Set<LockName> = []
    ) throws {
        self.taken = taken
        let key = parent == nil ? try #require(input["id"] ?? input["order_id"]).text : nil
        let id =
            parent.map { $0.run.child(at: $0.path) } ?? RunID("\(workflow.name)-\(key ?? "")")
        now = try #require(Timestamp(rfc3339: "2026-06-01T09:00:00Z"))
        state = RunState(id: id, workflow: workflow)
        record(
            .runStarted(
                RunStarted(
                    run: id,
                    workflow: workflow.name,
                    digest: "sha256:0123456789abcdef",
                    key: key,
                    correlation: correlation,
                    parent: parent,
                    input: input
                )
            )
        )
    }

    /// Lets time pass. The timers that are due then fire, the earliest first.
    mutating func wait(_ duration: Duration) {
        let end = now.advanced(by: duration)
        while let (timer, time) = nextTimer, time <= end {
            now = max(now, time)
            record(.timerFired(timer))
        }
        now = end
    }

    /// Answers the attempt of a call that is out, after some milliseconds: `pay`, its undo, `pay/undo`,
    /// or a step of that, `pay/undo/tell`. An earlier attempt may be answered late.
    mutating func answer(
        _ step: String,
        after milliseconds: Int = 12,
        _ output: String = "{}",
        attempt earlier: Int? = nil
    ) throws {
        now = now.advanced(by: .milliseconds(milliseconds))
        let (id, last) = try out(step)
        let output = try JSON(parsing: output)
        record(.attemptSucceeded(id, attempt: earlier ?? last, output: output))
    }

    /// Lets the attempt of a call that is out fail, after some milliseconds.
    mutating func fail(
        _ step: String,
        after milliseconds: Int = 12,
        _ code: ErrorCode,
        _ message: String,
        effect: Effect = .none
    ) throws {
        now = now.advanced(by: .milliseconds(milliseconds))
        let (id, attempt) = try out(step)
        let error = StepError(code: code, message: message, effect: effect)
        record(.attemptFailed(id, attempt: attempt, AttemptFailure(error)))
    }

    /// Ends the process and starts the next one.
    mutating func restart(after duration: Duration) {
        now = now.advanced(by: duration)
        for command in state.commands {
            guard case .invoke(let call) = command else { continue }
            record(.attemptInterrupted(call.operation, attempt: call.attempt))
        }
    }

    /// Delivers an event from outside.
    mutating func send(_ type: EventType, id: String, data: String) throws {
        try send(
            CloudEvent(
                id: id,
                source: "desk",
                type: type,
                time: now,
                data: try JSON(parsing: data)
            )
        )
    }

    /// Delivers an event that this run or another published.
    mutating func send(_ event: CloudEvent) throws {
        let path = try #require(
            state.commands.compactMap { command -> StepPath? in
                guard case .await(let subscription) = command else { return nil }
                return subscription.types.contains(event.type) ? subscription.path : nil
            }.first
        )
        record(.eventReceived(path, event))
    }

    /// The events that it published.
    var published: [CloudEvent] {
        events.compactMap { if case .eventEmitted(_, let event) = $0.event { event } else { nil } }
    }

    /// Tells the run how its child run ended.
    mutating func endChild(_ step: StepID, after duration: Duration, _ end: RunEnd) {
        wait(duration)
        record(.childEnded(StepPath.root.step(step), end))
    }

    /// Tells the run that the child run began for which it does not wait.
    mutating func detachChild(_ step: StepID) {
        record(.childDetached(StepPath.root.step(step)))
    }

    /// Has the other run give a lock back.
    mutating func giveBack(_ lock: LockName) {
        taken.remove(lock)
        while let next = state.nextFact ?? begun { append(next) }
    }

    /// Carries out what an operator asks for.
    mutating func ask(_ request: OperatorRequest) throws {
        for event in try state.events(for: request) { record(event) }
    }

    /// What the index of runs says about it.
    var record: RunRecord {
        var record = RunRecord(
            id: state.id,
            workflow: state.workflow.name,
            key: state.key,
            correlation: state.correlation,
            digest: "sha256:0123456789abcdef",
            inputDigest: "sha256:fedcba9876543210",
            status: state.status,
            startedAt: state.startedAt,
            updatedAt: state.now,
            nextDue: state.nextDue
        )
        if case .completed(let outcome, _) = state.end { record.outcome = outcome }
        return record
    }

    // MARK: The interpreter

    private mutating func record(_ event: Event) {
        append(event)
        while let next = state.nextFact ?? begun { append(next) }
    }

    private mutating func append(_ event: Event) {
        let recorded = RecordedEvent(sequence: state.sequence + 1, time: now, event: event)
        state.apply(recorded)
        events.append(recorded)
    }

    /// What a driver records at once: an attempt is sent, a retry has its time.
    private var begun: Event? {
        for command in state.commands {
            switch command {
            case .start(let id, let attempt, _): return .attemptStarted(id, attempt: attempt)
            case .scheduleRetry(let id, let attempt, let delay):
                return .retryScheduled(id, attempt: attempt, at: now.advanced(by: delay.drawn(0.5)))
            case .acquire(let path, let claim):
                if !taken.contains(claim.name) { return .lockAcquired(path) }
            case .invoke, .wake, .await, .child: continue
            }
        }
        return nil
    }

    private var nextTimer: (WaybillInterpreter.Timer, Timestamp)? {
        let timers = state.commands.compactMap {
            command -> (WaybillInterpreter.Timer, Timestamp)? in
            if case .wake(let timer, let time) = command { (timer, time) } else { nil }
        }
        return timers.min { $0.1 < $1.1 }
    }

    private func out(_ step: String) throws -> (OperationID, Int) {
        let parts = step.components(separatedBy: "/undo")
        let path = try #require(StepPath(parts[0]))
        let undoStep = parts.last.flatMap { $0.isEmpty ? nil : StepID(String($0.dropFirst())) }
        let id =
            parts.count == 1 ? OperationID(path) : OperationID(undoing: path, by: undoStep)
        let call = state.commands.compactMap { command -> Invocation? in
            if case .invoke(let call) = command, call.operation == id { call } else { nil }
        }.first
        return (id, try #require(call, "\(step) is not being called").attempt)
    }
}

extension JSON {
    /// A text without its quotes.
    fileprivate var text: String {
        if case .string(let text) = self { text } else { description }
    }
}
