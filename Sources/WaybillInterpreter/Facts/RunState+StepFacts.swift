import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// What happens at a step that is next: it is skipped, begins, or fails in an expression.
    func fact(at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        let path = frame.path.step(node.step)
        let context = context(of: node, in: frame)
        do {
            // A step that is attempted again, or has waited for its lock, was not skipped before.
            if let condition = node.condition, frame.attempts[node.step] == nil, locks[path] == nil,
                try !holds(condition, in: context)
            {
                return .stepSkipped(path)
            }
            return try begin(node, at: path, in: frame, context)
        } catch {
            return .stepFailed(path, error)
        }
    }

    private func begin(
        _ node: Node,
        at path: StepPath,
        in frame: Frame,
        _ context: ExpressionContext
    ) throws(StepError) -> Event? {
        switch node.action {
        case .call(let call):
            return .callStarted(path, input: try evaluate(call.input, in: context))
        case .route(let route): return .ruleTaken(path, rule: try rule(of: route, context))
        case .scope(_, _, let lock):
            if let lock, let request = try request(of: lock, at: path, context) { return request }
            return .scopeEntered(path, attempt: frame.nextAttempt(of: node.step))
        case .parallel, .forEach, .repeat:
            return try beginning(of: node.action, at: path, context)
        case .await(let awaited):
            var match: [JSON.Member] = []
            for field in awaited.match {
                let value = try evaluate(field.value, in: context).json.recordable()
                match.append(JSON.Member(field.field, value))
            }
            return .awaitStarted(path, match: match)
        case .wait(.duration(let duration)):
            return .waitStarted(path, until: now.advanced(by: duration))
        case .wait(.until(let program)):
            guard case .timestamp(let time) = try evaluate(program, in: context) else {
                throw StepError(code: .expression, message: "wait_until gave no timestamp")
            }
            return .waitStarted(path, until: time)
        case .emit(let emit): return try emission(emit, as: OperationID(path), context)
        case .run(let child):
            return .childStarted(path, input: try evaluate(child.input, in: context))
        case .allocate(let allocate):
            let input = try input(of: allocate, context)
            return .allocationDecided(path, plan: try allocate.plan(for: input, at: now))
        case .set(let values): return .valuesSet(path, output: try evaluate(values, in: context))
        case .finish(let finish): return try event(of: finish, at: path, context)
        case .fail(let fail): throw try error(of: fail, context)
        }
    }

    /// The event that a step, or its undo, publishes. Its id is the key of the operation, so that it
    /// is the same however often it is delivered.
    func emission(_ emit: Emit, as operation: OperationID, _ context: ExpressionContext)
        throws(StepError) -> Event
    {
        let data = try evaluate(emit.data, in: context)
        var subject: String?
        // CloudEvents knows no empty subject.
        if let template = emit.subject,
            case .string(let text) = try evaluate(template, in: context), !text.isEmpty
        {
            subject = text
        }
        let event = CloudEvent(
            id: operation.idempotencyKey(in: id),
            source: "/waybill/\(workflow.name)",
            type: emit.event.type,
            subject: subject,
            time: now,
            correlation: correlation,
            data: data
        )
        return .eventEmitted(operation, event)
    }

    /// The request for a scope's lock; `nil` when the scope holds it, or is inside one that does.
    private func request(of lock: Lock, at path: StepPath, _ context: ExpressionContext)
        throws(StepError) -> Event?
    {
        guard locks[path] == nil else { return nil }
        guard case .string(let text) = try evaluate(lock.name, in: context), !text.isEmpty else {
            throw StepError(code: .expression, message: "the lock's name is empty")
        }
        guard text.utf8.count <= Lock.longestName else {
            let message = "the lock's name is longer than \(Lock.longestName) bytes"
            throw StepError(code: .payloadTooLarge, message: message)
        }
        let name = LockName(text)
        return isInside(name, at: path) ? nil : .lockRequested(path, name, slots: lock.slots)
    }

    /// The position of the first rule that holds; `nil` for `else`.
    private func rule(of route: Route, _ context: ExpressionContext) throws(StepError) -> Int? {
        for (index, rule) in route.rules.enumerated() {
            if try holds(rule.condition, in: context) { return index }
        }
        return nil
    }

    /// The end that a rule or a catch names.
    func finishFact(_ finish: Finish, at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        let path = frame.path.step(node.step)
        do {
            return try event(of: finish, at: path, context(of: node, in: frame))
        } catch {
            return uncaughtFact(error, at: id, in: frame)
        }
    }

    private func event(
        of finish: Finish,
        at path: StepPath,
        _ context: ExpressionContext
    ) throws(StepError) -> Event {
        let output = try finish.output.map { (output) throws(StepError) in
            try evaluate(output, in: context)
        }
        return .finishReached(path, finish.outcome.name, output: output ?? .null)
    }

    /// The error that a rule or a catch raises.
    func raiseFact(_ fail: Fail, at id: NodeID, in frame: Frame) -> Event? {
        guard let node = workflow.node(id) else { return nil }
        let path = frame.path.step(node.step)
        do {
            return .stepFailed(path, try error(of: fail, context(of: node, in: frame)))
        } catch {
            return .stepFailed(path, error)
        }
    }

    private func error(of fail: Fail, _ context: ExpressionContext) throws(StepError)
        -> StepError
    {
        let message = try fail.message.map { (message) throws(StepError) in
            try evaluate(message, in: context)
        }
        let details = try fail.details.map { (details) throws(StepError) in
            try evaluate(details, in: context)
        }
        guard case .string(let text)? = message else {
            return StepError(code: fail.code, message: "raised by the workflow", details: details)
        }
        return StepError(code: fail.code, message: text, details: details)
    }

    /// What happens at the end of a list: a scope gives its output, a branch, an iteration or a round
    /// is done, and the workflow's own list ends the run.
    func endOfListFact(of frame: Frame) -> Event? {
        guard let step = frame.path.innermostStep, let (outer, node) = place(of: step) else {
            return endingFact(ending ?? .completed(nil, output: .null))
        }
        // An operator has to say what the scope gives.
        if case .parked = outer.activity { return nil }
        if outer.group != nil { return endOfMemberFact(of: frame, at: step, in: outer) }
        guard case .scope(_, let template?, _) = node.action else {
            return .scopeCompleted(step, output: .null)
        }
        do {
            let context = context(of: node, in: frame)
            return .scopeCompleted(step, output: try evaluate(template, in: context))
        } catch {
            return mustPark(frame, error)
                ? .stepParked(step, error) : .compensationStarted(frame.path, .error(error))
        }
    }

    /// What follows a `finish`: the end of the run, or first the undo of what it did.
    func finishedFact(_ name: OutcomeName, output: JSON) -> Event? {
        let outcome = workflow.outcomes.first { $0.name == name }
        if outcome?.disposition == .undo {
            return .compensationStarted(.root, .finish(name, output: output))
        }
        return endingFact(.completed(name, output: output))
    }
}
