import CEL
import WaybillInterpreter
import WaybillModel

/// Tells a run's events, one after the other, as the entries of a timeline.
struct TimelineBuilder {
    /// After the event being told.
    private(set) var state: RunState
    /// Before it.
    private(set) var before: RunState
    private(set) var entries: [TimelineEntry] = []
    /// The last entry that tells of a step or of its undo.
    private var latest: [OperationID: Int] = [:]
    /// When each attempt was sent, the last time.
    var sentAt: [OperationID: [Int: Timestamp]] = [:]
    /// In what order each list that is undone is.
    var undoOrders: [UndoOrder] = []
    /// What was undone before a list began to be.
    var undoneBefore: [StepPath: Set<StepPath>] = [:]
    /// When the last attempt of a scope began.
    var enteredAt: [StepPath: Timestamp] = [:]

    init(workflow: Workflow) {
        state = RunState(id: "", workflow: workflow)
        before = state
    }

    mutating func tell(_ recorded: RecordedEvent) {
        before = state
        state.apply(recorded)
        switch recorded.event {
        case .runStarted(let start): tellStart(start)
        case .stepSkipped, .callStarted, .ruleTaken, .valuesSet, .allocationDecided, .waitStarted,
            .awaitStarted, .eventReceived, .eventPassedOver, .reminderStarted, .eventEmitted,
            .scopeEntered, .scopeCompleted, .finishReached:
            tellStep(recorded.event)
        case .lockRequested, .lockAcquired: tellLock(recorded.event)
        case .parallelStarted, .forEachStarted, .roundStarted, .listEnded, .roundEnded, .joined:
            tellGroup(recorded.event)
        case .childStarted, .childDetached, .childCommitted, .childEnded:
            tellChild(recorded.event)
        case .stepFailed, .errorCaught, .stepParked: tellFailure(recorded.event)
        case .attemptStarted, .attemptSucceeded, .attemptFailed, .attemptInterrupted,
            .retryScheduled:
            tellAttempt(recorded.event)
        case .compensationStarted, .settlingStarted, .undoStarted, .undoGaveUp,
            .compensationFinished, .compensationRequested:
            tellCompensation(recorded.event)
        case .timerFired(let timer): tellTimer(timer)
        case .cancelRequested, .retryRequested, .operationResolved, .operationSkipped:
            tellOperator(recorded.event)
        case .endingDecided(let end): tellEnding(end)
        case .runCompleted, .runCompensated, .runFailed, .runCancelled: tellEnd(recorded.event)
        }
        for warning in state.warnings.dropFirst(before.warnings.count) {
            add(.warning, warning.path, warning.text, .failed)
        }
    }

    private mutating func tellStart(_ start: RunStarted) {
        let key = start.key.map { " with key \($0)" } ?? ""
        let event = start.event.map { " by event \($0.id) from \($0.source)" } ?? ""
        let parent = start.parent.map { " by step \($0.path) of run \($0.run)" } ?? ""
        let definition = start.digest.rawValue.prefix(19)
        add(.start, nil, "started\(event)\(parent)\(key), definition \(definition)")
        connectLast(effect: nil, cause: start.event.map { .event($0) })
    }

    // MARK: Entries

    /// Adds an entry that begins now.
    mutating func add(
        _ kind: TimelineEntry.Kind,
        _ path: StepPath?,
        _ text: String,
        _ result: TimelineEntry.Result = .noted,
        error: StepError? = nil
    ) {
        entries.append(
            TimelineEntry(
                sequence: state.sequence,
                time: state.now,
                offset: state.now.duration(since: state.startedAt),
                path: path == .root ? nil : path,
                kind: kind,
                result: result,
                text: text,
                error: error
            )
        )
    }

    /// Adds an entry that later events of the operation go on with.
    mutating func open(_ kind: TimelineEntry.Kind, _ id: OperationID, _ text: String) {
        add(kind, id.path, text, .ongoing)
        latest[id] = entries.count - 1
        let isChild = state.children.contains { $0.key == id.path }
        update(id) { $0.waitsForOthers = kind.isForOthers || isChild }
    }

    /// Notes what the last entry brings about, or was brought about by.
    mutating func connectLast(effect: TimelineEntry.Cause?, cause: TimelineEntry.Cause? = nil) {
        guard let last = entries.indices.last else { return }
        entries[last].effect = effect
        entries[last].cause = cause
    }

    /// Tells an entry in other words.
    mutating func retell(_ index: Int, _ text: String) {
        if entries.indices.contains(index) { entries[index].text = text }
    }

    /// Marks the last entry as what another run has brought about.
    mutating func answerAnother() {
        if let last = entries.indices.last { entries[last].waitsForOthers = true }
    }

    /// The last entry of an operation.
    func entry(of id: OperationID) -> TimelineEntry? {
        latest[id].flatMap { entries.indices.contains($0) ? entries[$0] : nil }
    }

    mutating func update(_ id: OperationID, _ change: (inout TimelineEntry) -> Void) {
        guard let index = latest[id], entries.indices.contains(index) else { return }
        change(&entries[index])
    }

    /// Ends the entry of an operation.
    mutating func close(
        _ id: OperationID,
        _ result: TimelineEntry.Result,
        _ text: String,
        error: StepError? = nil
    ) {
        let (now, sequence) = (state.now, state.sequence)
        update(id) { entry in
            entry.result = result
            entry.text = text
            entry.endSequence = sequence
            entry.duration = now.duration(since: entry.time)
            entry.error = error
        }
    }

    /// Ends what waits, or runs lists, inside a path.
    mutating func stopWaiting(inside path: StepPath) {
        let stopped = latest.filter { id, index in
            id.path.isInside(path) && entries[index].result == .ongoing
                && entries[index].kind.isEndedByStopping
        }
        for id in stopped.sorted(by: { $0.value < $1.value }).map(\.key) {
            let waited = entry(of: id).map { state.now.duration(since: $0.time).brief } ?? "0s"
            close(id, .noted, "stopped after \(waited)")
        }
    }

    /// Adds a line to the entry of an operation.
    mutating func addLine(
        _ kind: TimelineEntry.Line.Kind,
        to id: OperationID,
        _ text: String,
        attempt: Int? = nil,
        error: StepError? = nil
    ) {
        let line = TimelineEntry.Line(
            sequence: state.sequence,
            time: state.now,
            offset: state.now.duration(since: state.startedAt),
            kind: kind,
            text: text,
            attempt: attempt,
            error: error
        )
        update(id) { $0.lines.append(line) }
    }

    /// Adds a line to the last entry.
    mutating func addLine(_ kind: TimelineEntry.Line.Kind, toLast text: String) {
        guard let last = entries.indices.last else { return }
        entries[last].lines.append(
            TimelineEntry.Line(
                sequence: state.sequence,
                time: state.now,
                offset: state.now.duration(since: state.startedAt),
                kind: kind,
                text: text,
                attempt: nil,
                error: nil
            )
        )
    }

    // MARK: The definition

    func node(at path: StepPath) -> Node? {
        path.step.flatMap(state.workflow.node(named:))
    }

    /// The contract that an operation calls.
    func contract(of id: OperationID) -> HandlerContract? {
        guard let node = node(at: id.path) else { return nil }
        switch (id.direction, node.action) {
        case (.forward, .call(let call)): return call.contract
        case (.undo, _): return node.compensation?.step(id.undoStep)?.call?.call.contract
        default: return nil
        }
    }

    /// The name of the handler that an operation calls.
    func handler(of id: OperationID) -> String {
        contract(of: id)?.name.rawValue ?? "\(id.path)"
    }
}

extension TimelineEntry.Kind {
    fileprivate var isForOthers: Bool {
        switch self {
        case .await, .lock, .run: true
        default: false
        }
    }

    /// Whether it is over as soon as its list is stopped. An attempt that is out is not.
    fileprivate var isEndedByStopping: Bool {
        switch self {
        case .wait, .await, .lock, .parallel, .forEach, .repeat: true
        default: false
        }
    }
}
