import CEL
import WaybillInterpreter
import WaybillModel

extension TimelineBuilder {
    /// Tells an event of a step that goes its way.
    mutating func tellStep(_ event: Event) {
        switch event {
        case .stepSkipped(let path): add(.skip, path, skipText(path))
        case .callStarted(let path, _):
            let id = OperationID(path)
            open(.call, id, "calls \(handler(of: id))")
        case .ruleTaken(let path, let rule): add(.route, path, ruleText(path, rule))
        case .valuesSet(let path, let output): add(.set, path, "set \(output.fields)")
        case .allocationDecided(let path, let plan): tellAllocation(path, plan)
        case .waitStarted(let path, let until):
            open(.wait, OperationID(path), "waits until \(until.dayAndTime)")
        case .awaitStarted(let path, let match): tellAwait(path, match)
        case .eventReceived(let path, let event): tellReceived(path, event)
        case .eventEmitted(let id, let event): tellEmitted(id, event)
        case .scopeEntered(let path, let attempt):
            enteredAt[path] = state.now
            add(.scope, path, attempt == 1 ? "begins" : "begins again, attempt \(attempt)")
        case .scopeCompleted(let path, _):
            let took = enteredAt[path].map { " in \(state.now.duration(since: $0).brief)" } ?? ""
            add(.scope, path, "done\(took)", .succeeded)
        case .finishReached(let path, let outcome, _):
            add(.finish, path, "finishes as \(outcome)")
        // The warning that it gives is told.
        case .eventPassedOver: return
        case .reminderStarted(let path, let number):
            addLine(.data, to: OperationID(path), "reminder \(number) begins")
        default: return
        }
    }

    private func skipText(_ path: StepPath) -> String {
        guard let condition = node(at: path)?.condition else { return "skipped" }
        return "skipped: \(condition.text.clipped(to: 100)) does not hold"
    }

    private func ruleText(_ path: StepPath, _ rule: Int?) -> String {
        guard let node = node(at: path), case .route(let route) = node.action else {
            return "took a rule"
        }
        guard let rule, route.rules.indices.contains(rule) else {
            return "no rule holds: \((route.otherwise ?? node.next).words(in: state.workflow))"
        }
        let taken = route.rules[rule]
        let condition = taken.condition.text.clipped(to: 100)
        return "\(condition) holds: \(taken.target.words(in: state.workflow))"
    }

    private mutating func tellAllocation(_ path: StepPath, _ plan: JSON) {
        let words = PlanWords(plan)
        add(.allocate, path, words.summary, .succeeded)
        for detail in words.details { addLine(.data, toLast: detail) }
    }

    private mutating func tellAwait(_ path: StepPath, _ match: [JSON.Member]) {
        let fields = match.map { "\($0.name) = \($0.value.words)" }.joined(separator: ", ")
        let limit =
            node(at: path)?.timeout?.duration.map { duration in
                ", until \(state.now.advanced(by: duration).dayAndTime)"
            } ?? ""
        let with = fields.isEmpty ? "" : " with \(fields)"
        open(.await, OperationID(path), "waits for \(awaited(path))\(with)\(limit)")
    }

    private mutating func tellReceived(_ path: StepPath, _ event: CloudEvent) {
        let id = OperationID(path)
        let waited = entry(of: id).map { state.now.duration(since: $0.time).brief } ?? "0s"
        close(
            id,
            .succeeded,
            "received \(event.type) after \(waited): event \(event.id) from \(event.source)"
        )
        update(id) { $0.cause = .event(event.identity) }
        addLine(.data, to: id, event.data.fields)
    }

    private mutating func tellEmitted(_ id: OperationID, _ event: CloudEvent) {
        if id.direction == .undo { noteUndo(of: id.path) }
        let about = event.subject.map { " about \($0.clipped(to: 80))" } ?? ""
        switch id.direction {
        case .forward: add(.emit, id.path, "emits \(event.type)\(about)", .succeeded)
        case .undo: add(.undo, id.path, "is undone: emits \(event.type)\(about)", .succeeded)
        }
        connectLast(effect: .event(event.identity))
        addLine(.data, toLast: event.data.fields)
    }

    /// The type of event that a step waits for.
    func awaited(_ path: StepPath) -> String {
        guard case .await(let awaited)? = node(at: path)?.action else { return "an event" }
        return awaited.eventNames
    }

    /// Tells that the time of a timer came.
    mutating func tellTimer(_ timer: Timer) {
        switch timer {
        case .attemptDeadline(let id, let attempt): tellDeadline(of: id, attempt)
        case .retry: return
        case .wait(let path):
            let id = OperationID(path)
            let waited = entry(of: id).map { state.now.duration(since: $0.time).brief } ?? "0s"
            close(id, .succeeded, "waited \(waited)")
        case .awaitDeadline(let path):
            let limit = node(at: path)?.timeout?.duration.map { " within \($0.text)" } ?? " in time"
            close(
                OperationID(path),
                .failed,
                "no \(awaited(path)) came\(limit)",
                error: StepError(code: .timeout, message: "the event did not come in time")
            )
        case .lockDeadline(let path): tellLockDeadline(path)
        case .scopeDeadline(let list):
            let limit =
                list == .root ? state.workflow.timeout : node(at: list)?.timeout
            let text = limit?.duration.map { "took longer than its timeout of \($0.text)" }
            add(.timeout, list.innermostStep, text ?? "took too long", .failed)
        case .round, .reminder: return
        case .settled(let path):
            add(.timeout, path, "the call that was never answered can no longer take effect")
        }
    }
}

extension Target {
    /// Where control goes, in words after a colon.
    func words(in workflow: Workflow) -> String {
        switch self {
        case .node(let id): workflow.node(id).map { "on to \($0.step)" } ?? "on"
        case .end: "the list ends"
        case .finish(let finish): "finish as \(finish.outcome.name)"
        case .fail(let fail): "fail with \(fail.code)"
        }
    }
}

extension JSON {
    /// A value as a person reads it: a text without its quotes, of a list of records how many.
    var words: String {
        switch self {
        case .string(let text): text.clipped(to: 80)
        case .array(let elements) where elements.contains(where: \.isRecord):
            elements.count == 1 ? "1 element" : "\(elements.count) elements"
        default: description.clipped(to: 80)
        }
    }

    private var isRecord: Bool { if case .object = self { true } else { false } }

    /// The members of an object: `goods = 84.50, by = anna`.
    var fields: String {
        guard case .object(let members) = self else { return words }
        return members.map { "\($0.name) = \($0.value.words)" }.joined(separator: ", ")
            .clipped(to: 200)
    }
}
