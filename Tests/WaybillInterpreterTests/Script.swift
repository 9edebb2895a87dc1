import CEL
import Testing
import WaybillInterpreter
import WaybillLoading
import WaybillModel

/// A run played by hand: tests say what comes from outside, and what the run records and has
/// outstanding follows. Attempts start and retries are scheduled at once, with half of the jitter.
struct Script {
    private(set) var state: RunState
    private(set) var journal: [RecordedEvent] = []
    /// The time at which the next event is recorded.
    private(set) var now = Self.start
    /// Whether attempts are sent as soon as they may be.
    private var hasRoom = true
    /// The transitions of the machine that the run took.
    private(set) var taken = TakenTransitions()
    /// How much of the journal was told by ``tell()``.
    private var told = 0
    private var eventCount = 0

    static let start = Timestamp(seconds: 1_700_000_000) ?? .earliest

    /// Starts a run of a workflow with these steps, and the contracts of ``Script/contracts``.
    init(
        _ steps: String,
        header: String = "",
        parent: ParentStep? = nil,
        input: String = #"{"order": "A-1", "amount": 30}"#,
        correlation: CorrelationID? = nil
    ) throws {
        let workflow = try Self.workflow(steps, header: header)
        state = RunState(id: RunID("run-1"), workflow: workflow)
        let start = RunStarted(
            run: RunID("run-1"),
            workflow: workflow.name,
            digest: workflow.digest,
            key: nil,
            correlation: correlation,
            parent: parent,
            input: try JSON(parsing: input)
        )
        play(.runStarted(start))
    }

    // MARK: - What comes from outside

    /// Records an event and all that follows from it.
    mutating func play(_ event: Event) {
        record(event)
        settle()
    }

    /// Answers the attempt of a call, or of an undo (`undo charge`), that is out.
    mutating func answer(_ operation: String, _ output: String = "null") throws {
        let call = try invocation(operation)
        let json = try JSON(parsing: output)
        play(.attemptSucceeded(call.operation, attempt: call.attempt, output: json))
    }

    /// Lets the attempt of a call or an undo that is out fail.
    mutating func fail(
        _ operation: String,
        _ code: ErrorCode,
        effect: Effect = .none,
        retryAfter: Duration? = nil
    ) throws {
        let call = try invocation(operation)
        let error = StepError(code: code, message: "said the service", effect: effect)
        let failure = AttemptFailure(error, retryAfter: retryAfter)
        play(.attemptFailed(call.operation, attempt: call.attempt, failure))
    }

    /// Ends the process while the attempt is out, as recovery records it.
    mutating func interrupt(_ operation: String) throws {
        let call = try invocation(operation)
        play(.attemptInterrupted(call.operation, attempt: call.attempt))
    }

    /// Lets time pass; timers fire in their order.
    mutating func pass(_ duration: Duration) {
        let end = now.advanced(by: duration)
        while let (timer, time) = firstTimer, time <= end {
            now = max(now, time)
            play(.timerFired(timer))
        }
        now = end
    }

    /// Lets time pass while nothing runs: no timer fires.
    mutating func sleep(_ duration: Duration) { now = now.advanced(by: duration) }

    /// Lets time pass until the next timer has fired.
    mutating func passToNextTimer() {
        guard let (timer, time) = firstTimer else { return }
        now = max(now, time)
        play(.timerFired(timer))
    }

    /// Delivers an event to the step that awaits it; does nothing when none does.
    mutating func send(_ type: EventType, _ data: String) throws {
        eventCount += 1
        try send(type, data, id: "e-\(eventCount)")
    }

    mutating func send(_ type: EventType, _ data: String, id: String) throws {
        let event = CloudEvent(
            id: id,
            source: "/test",
            type: type,
            time: now,
            data: try JSON(parsing: data)
        )
        send(event)
    }

    /// Offers an event to the steps that await one, until one takes it.
    mutating func send(_ event: CloudEvent) {
        for case .await(let subscription) in state.commands {
            switch state.reception(of: event, by: subscription, at: now) {
            case .taken(let fact): return play(fact)
            case .undecided(_, let fact?): play(fact)
            case .undecided(_, nil), .unfit, .other: continue
            }
        }
    }

    /// Lets attempts wait for room until there is some again.
    mutating func takeRoom() { hasRoom = false }

    mutating func giveRoom() {
        hasRoom = true
        settle()
    }

    /// Gives a scope the lock that it waits for; does nothing when it does not.
    mutating func letIn(_ scope: String) {
        for case .acquire(let path, _) in state.commands where path.description == scope {
            play(.lockAcquired(path))
        }
    }

    /// Tells the run how a child run ended.
    mutating func endChild(_ step: String, _ end: RunEnd) {
        guard let path = StepPath(step) else { return }
        play(.childEnded(path, end))
    }

    /// Tells the run that each of its child runs ended so.
    mutating func endChildren(_ end: RunEnd) {
        for child in childCommands { play(.childEnded(child.path, end)) }
    }

    /// Asks what an operator asks.
    mutating func ask(_ request: OperatorRequest) throws {
        for event in try state.events(for: request) { play(event) }
    }

    // MARK: - What can be seen

    /// What was recorded since it was asked last.
    mutating func tell() -> [String] {
        defer { told = journal.count }
        return journal[told...].map(\.story)
    }

    /// The calls that are out: `charge`, or `undo charge`.
    var calls: [String] { invocations.map { $0.operation.story } }

    var invocations: [Invocation] {
        state.commands.compactMap { if case .invoke(let call) = $0 { call } else { nil } }
    }

    func invocation(_ operation: String) throws -> Invocation {
        try #require(
            invocations.first { $0.operation.story == operation },
            "\(operation) is not out; out are \(calls)"
        )
    }

    /// The events that the run published, in their order.
    var emitted: [CloudEvent] {
        journal.compactMap { recorded in
            if case .eventEmitted(_, let event) = recorded.event { event } else { nil }
        }
    }

    /// What is asked of child runs: `run-1/ship is cancelled`.
    var children: [String] { childCommands.map { "\($0.run) \($0.demand.story)" } }

    /// What is asked of the child run of a step.
    func child(_ step: String) -> ChildCommand? {
        childCommands.first { $0.path.description == step }
    }

    /// What is asked of child runs.
    var childCommands: [ChildCommand] {
        state.commands.compactMap { if case .child(let command) = $0 { command } else { nil } }
    }

    /// The timers that are set, each with the time until it fires.
    var timers: [String] {
        state.commands.compactMap { command in
            guard case .wake(let timer, let time) = command else { return nil }
            return "\(timer.story) in \(time.duration(since: now))"
        }
    }

    /// The locks that the run waits for (`?`) or holds.
    var locks: [String] { state.locks.map { "\($0.value.name)\($0.value.isHeld ? "" : "?")" } }

    var status: RunStatus { state.status }

    /// How the run ended: `completed sold`, `compensated declined`.
    var end: String? { state.end == nil ? nil : journal.last?.story }

    private var firstTimer: (Timer, Timestamp)? {
        state.commands.compactMap { command -> (Timer, Timestamp)? in
            if case .wake(let timer, let time) = command { (timer, time) } else { nil }
        }
        .min { $0.1 < $1.1 }
    }

    // MARK: - Recording

    private mutating func record(_ event: Event) {
        let recorded = RecordedEvent(sequence: journal.count + 1, time: now, event: event)
        journal.append(recorded)
        let before = state
        state.apply(recorded)
        var step = TakenTransitions()
        step.note(event, from: before, to: state)
        #expect(step.undeclared == [], "no table of the machine declares this")
        taken.formUnion(step)
    }

    /// Records facts until only the outside world can bring the run further.
    private mutating func settle() {
        for _ in 0..<1_000 {
            guard let event = state.nextFact ?? beginnable else { return }
            record(event)
            // A fact changes the state, or it would follow for ever.
            guard state.nextFact != event else { break }
        }
        Issue.record("the run does not settle: \(journal.suffix(5).map(\.story))")
    }

    private var beginnable: Event? {
        for command in state.commands {
            switch command {
            case .start(let id, let attempt, _):
                if hasRoom { return .attemptStarted(id, attempt: attempt) }
            case .scheduleRetry(let id, let attempt, let delay):
                return .retryScheduled(id, attempt: attempt, at: now.advanced(by: delay.drawn(0.5)))
            case .invoke, .wake, .await, .acquire, .child: continue
            }
        }
        return nil
    }
}
