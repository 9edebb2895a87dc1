import CEL
import WaybillInterpreter
import WaybillModel

/// Everything that runs of a small workflow can come to: all inputs, every way in which each call
/// can end, and a cancellation at any time. It is the interpreter that runs them.
struct AllRuns {
    /// Whether the pivot was passed when control came to a step, on each way there.
    private(set) var arrivals: [StepID: Set<Bool>] = [:]
    /// The steps of which an effect was left that nothing takes back, though the run did not keep
    /// what it did.
    private(set) var left: Set<StepID> = []
    /// The outcomes that say `undo` and were reached after the pivot.
    private(set) var undoneAfterPivot: Set<OutcomeName> = []
    /// Whether a run stood still after its pivot, since a step failed.
    private(set) var hasParked = false
    /// Whether something of before the pivot was undone after it.
    private(set) var hasUndoneAfterPivot = false
    /// Steps with an undo whose effect stayed all the same.
    private(set) var forgotten: Set<StepID> = []

    private let workflow: Workflow

    init(of workflow: Workflow, conditions: Int) {
        self.workflow = workflow
        let kinds = [("1", "1"), ("0", "1"), ("1", "0")]
        var inputs: [[JSON.Member]] = [[]]
        for index in 0..<conditions {
            inputs = inputs.flatMap { members in
                kinds.map { number, divisor in
                    members + [
                        JSON.Member("n\(index)", .number(number)),
                        JSON.Member("d\(index)", .number(divisor)),
                    ]
                }
            }
        }
        for members in inputs {
            let start = RunStarted(
                run: "run-1",
                workflow: workflow.name,
                digest: workflow.digest,
                key: nil,
                input: .object(members)
            )
            var play = Play(state: RunState(id: "run-1", workflow: workflow))
            record(.runStarted(start), &play)
            explore(play)
        }
    }

    /// A run, and what really happened in the world.
    private struct Play {
        var state: RunState
        var now = Timestamp(seconds: 1_700_000_000) ?? .earliest
        var carriedOut: Set<OperationID> = []
        /// The calls that began before the pivot was passed.
        var begunEarly: Set<StepPath> = []
        var isCancelled = false
    }

    /// Goes on in every way from a run that waits for the world.
    private mutating func explore(_ settled: Play) {
        var play = settled
        settle(&play)
        guard play.state.end == nil else { return look(at: play) }
        if !play.isCancelled, let events = try? play.state.events(for: .cancel(reason: nil)) {
            var cancelled = play
            cancelled.isCancelled = true
            for event in events { record(event, &cancelled) }
            explore(cancelled)
        }
        guard let call = play.state.invocations.first else {
            guard let (timer, time) = play.state.firstTimer else { return look(at: play) }
            play.now = max(play.now, time)
            record(.timerFired(timer), &play)
            return explore(play)
        }
        if case .passed = play.state.pivot, call.operation.direction == .undo,
            play.begunEarly.contains(call.operation.path)
        {
            hasUndoneAfterPivot = true
        }
        for answer in answers(to: call, play) {
            var next = play
            if answer.carriesOut { next.carriedOut.insert(call.operation) }
            record(answer.event, &next)
            explore(next)
        }
    }

    /// The ways in which an attempt can end. Undos succeed, and so does what is tried a third time;
    /// a service that knows the key cannot deny what it did.
    private func answers(to call: Invocation, _ play: Play) -> [(event: Event, carriesOut: Bool)] {
        let success = Event.attemptSucceeded(call.operation, attempt: call.attempt, output: .null)
        if call.operation.direction == .undo || call.attempt > 2 { return [(success, true)] }
        func failure(_ effect: Effect, _ code: ErrorCode = .unavailable) -> Event {
            let error = StepError(code: code, message: "at will", effect: effect)
            return .attemptFailed(call.operation, attempt: call.attempt, AttemptFailure(error))
        }
        var answers = [(success, true), (failure(.unknown), true)]
        if !play.carriedOut.contains(call.operation) {
            answers += [(failure(.none), false), (failure(.none, "refused"), false)]
        }
        return answers
    }

    /// Records what follows from a run's state alone, and begins what may begin.
    private mutating func settle(_ play: inout Play) {
        while let event = play.state.nextFact ?? play.state.beginnable(at: play.now) {
            record(event, &play)
        }
    }

    private mutating func record(_ event: Event, _ play: inout Play) {
        let hasPassed = if case .passed = play.state.pivot { true } else { false }
        if case .callStarted(let path, _) = event, !hasPassed { play.begunEarly.insert(path) }
        for step in event.arrivals { arrivals[step, default: []].insert(hasPassed) }
        if case .finishReached(_, let name, _) = event, hasPassed,
            workflow.outcomes.contains(where: { $0.name == name && $0.disposition == .undo })
        {
            undoneAfterPivot.insert(name)
        }
        play.state.apply(
            RecordedEvent(sequence: play.state.sequence + 1, time: play.now, event: event)
        )
    }

    /// Looks at what a run that is over, or stands still, has left behind.
    private mutating func look(at play: Play) {
        let state = play.state
        if case .passed = state.pivot {
            // That an expression may fail everywhere is no finding.
            if state.parkedOperations.contains(where: { $0.error.code != .expression }) {
                hasParked = true
            }
            return
        }
        if case .completed(let name, _) = state.end,
            workflow.outcomes.first(where: { $0.name == name })?.disposition != .undo
        {
            return
        }
        for done in play.carriedOut where done.direction == .forward {
            guard let step = done.path.lastStep, let node = workflow.node(named: step),
                case .call(let call) = node.action,
                case .establishes = call.contract.consequence, !node.isPivot
            else { continue }
            switch node.compensation {
            case nil: left.insert(step)
            case .steps:
                if !play.carriedOut.contains(OperationID(done.path, .undo)) {
                    forgotten.insert(step)
                }
            case .some(.none), .child: continue
            }
        }
    }
}

extension Event {
    /// The steps that control came to.
    fileprivate var arrivals: [StepID] {
        switch self {
        case .callStarted(let path, _), .stepSkipped(let path), .ruleTaken(let path, _),
            .scopeEntered(let path, _), .waitStarted(let path, _), .finishReached(let path, _, _),
            .stepFailed(let path, _), .stepParked(let path, _):
            [path.lastStep].compactMap(\.self)
        default: []
        }
    }
}

extension StepPath {
    fileprivate var lastStep: StepID? {
        if case .step(let step) = elements.last { step } else { nil }
    }
}

extension RunState {
    fileprivate var invocations: [Invocation] {
        commands.compactMap { if case .invoke(let call) = $0 { call } else { nil } }
    }

    fileprivate var firstTimer: (WaybillInterpreter.Timer, Timestamp)? {
        commands.compactMap { command in
            if case .wake(let timer, let time) = command { (timer, time) } else { nil }
        }
        .min { $0.1 < $1.1 }
    }

    fileprivate func beginnable(at now: Timestamp) -> Event? {
        for command in commands {
            switch command {
            case .start(let id, let attempt, _): return .attemptStarted(id, attempt: attempt)
            case .scheduleRetry(let id, let attempt, let delay):
                return .retryScheduled(id, attempt: attempt, at: now.advanced(by: delay.most))
            default: continue
            }
        }
        return nil
    }
}
