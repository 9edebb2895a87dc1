import CEL
import OrderedCollections
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

/// What a scenario still has to send, in the order in which it comes.
struct PendingHappenings {
    private var pending: [(time: Timestamp, happening: Happening)]

    init(_ happenings: [Happening], from start: Timestamp) {
        pending = happenings.map { ($0.moment.time(from: start), $0) }.enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
            .map { ($0.element.0, $0.element.1) }
    }

    var nextTime: Timestamp? { pending.first?.time }

    /// Those whose time has come.
    mutating func take(until now: Timestamp) -> [Happening] {
        let due = pending.prefix { $0.time <= now }
        pending.removeFirst(due.count)
        return due.map(\.happening)
    }
}

extension World {
    mutating func happen(_ happening: Happening) {
        guard fault == nil, let (id, run) = runs.elements.first else { return }
        do throws(EvaluationError) {
            switch happening.kind {
            case .event(let event):
                deliver(cloudEvent(event, data: try event.data.json(input: run.state.input)))
            case .request(let request, let isRefused):
                let asked = try request.operatorRequest(input: run.state.input)
                let refusal = carryOut(asked, on: id)
                requests.append(
                    RequestTrace(
                        span: happening.span,
                        isRefusalExpected: isRefused,
                        refusal: refusal
                    )
                )
            }
        } catch {
            fault = .expression(error)
        }
    }

    /// An event of the scenario as it is delivered now.
    func cloudEvent(_ event: ScenarioEvent, data: JSON) -> CloudEvent {
        CloudEvent(
            id: event.id,
            source: event.source,
            type: event.type,
            subject: event.subject,
            time: now,
            data: data
        )
    }

    /// Carries out what an operator asks; the reason when it is refused.
    private mutating func carryOut(_ request: OperatorRequest, on id: RunID) -> String? {
        guard let state = runs[id]?.state else { return "there is no run" }
        do {
            for event in try state.events(for: request) { stimulate(id, event) }
            return nil
        } catch {
            return error.reason
        }
    }

    /// Gives an event to every run that awaits it, and to the workflows that it starts, and keeps it:
    /// it may be meant for a run that does not await it yet.
    mutating func deliver(_ event: CloudEvent) {
        // First of all: a run may begin to await it because another takes it.
        deliveries.append(event)
        for id in runs.keys {
            for case .await(let subscription) in runs[id]?.state.commands ?? [] {
                switch runs[id]?.state.reception(of: event, by: subscription, at: now) {
                case .taken(let fact), .undecided(_, let fact?): stimulate(id, fact)
                case .undecided(_, nil), .unfit, .other, nil: continue
                }
            }
        }
        startRuns(by: event)
    }

    /// An event that came before the run awaited it.
    mutating func keptEvent(for commands: [Command], of id: RunID) -> Event? {
        for case .await(let subscription) in commands
        where runs[id]?.searched.contains(subscription.path) == false {
            let fact = runs[id]?.state.fact(
                ofKept: deliveries.map { ($0, $0.time) }
                    .filter { $0.1.advanced(by: CloudEvent.longestWait) >= now },
                for: subscription,
                at: now,
                wasTaken: taken.contains
            )
            // Once it is recorded the search goes on.
            if case .eventPassedOver = fact { return fact }
            runs[id]?.searched.insert(subscription.path)
            if let fact { return fact }
        }
        return nil
    }
}

extension ScenarioRequest {
    /// The request as the interpreter takes it.
    fileprivate func operatorRequest(input: Value) throws(EvaluationError) -> OperatorRequest {
        switch self {
        case .cancel(let reason): .cancel(reason: reason)
        case .retry(let step): .retry(step?.path)
        case .skip(let step, let reason): .skip(step?.path, reason: reason)
        case .resolve(let step, let output, let reason):
            .resolve(step?.path, output: try output.json(input: input), reason: reason)
        }
    }
}

extension StepReference {
    /// The path it stands for; that of the step in the main list when it is an id alone.
    fileprivate var path: StepPath { StepPath(text) ?? StepPath.root.step(step) }
}
