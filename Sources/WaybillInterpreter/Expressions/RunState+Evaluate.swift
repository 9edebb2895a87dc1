import CEL
import OrderedCollections
import WaybillDiagnostics
import WaybillModel

/// What an expression of a list may read besides the run's own values.
struct ExpressionContext {
    let visible: VisibleValues
    var error: StepError?
    /// `call`, in a compensation.
    var call: SagaEntry?
    /// `event`, in `where` and `start`.
    var event: CloudEvent?
    /// `now`, when it is not the time of the last event.
    var now: Timestamp?
}

extension RunState {
    /// The context of a step's expressions in a list: the step's own or one around it.
    func context(of node: Node, in frame: Frame) -> ExpressionContext {
        ExpressionContext(
            visible: visibleValues(in: frame.path),
            error: caughtError(seenBy: node, in: frame)
        )
    }

    /// The error that the step's own catch rule took, or that of the rule it stands in, or the one
    /// that ended the run.
    private func caughtError(seenBy node: Node, in frame: Frame) -> StepError? {
        var list: StepPath? = frame.path
        while let path = list, let frame = frames[path] {
            if let error = frame.caughtErrors[node.id] { return error }
            if let outer = node.caught, let error = frame.caughtErrors[outer] { return error }
            list = path.enclosingList
        }
        return ending?.error
    }

    /// The value of an expression.
    func evaluate(_ program: Program, in context: ExpressionContext) throws(StepError) -> Value {
        let declared = program.environment.variables
        let read = program.variableIndices
        let values = declared.enumerated().map { slot, variable -> Value? in
            guard read.contains(slot) else { return nil }
            guard let known = ExpressionVariable(rawValue: variable.name) else {
                return context.visible.elements[variable.name]
            }
            return value(of: known, as: variable.type, in: context)
        }
        do {
            return try program.evaluate(values)
        } catch {
            throw StepError(
                code: .expression,
                message: error.message,
                details: .object([JSON.Member("expression", .string(program.source.text.trimmed))])
            )
        }
    }

    /// Whether a condition holds.
    func holds(_ program: Program, in context: ExpressionContext) throws(StepError) -> Bool {
        guard case .bool(let holds) = try evaluate(program, in: context) else { return false }
        return holds
    }

    /// The value of a template, as it goes on the wire.
    func evaluate(_ template: Template, in context: ExpressionContext) throws(StepError) -> JSON {
        try value(of: template, in: context).recordable()
    }

    private func value(of template: Template, in context: ExpressionContext) throws(StepError)
        -> JSON
    {
        switch template.content {
        case .constant(let value): return value.json
        case .expression(let program): return try evaluate(program, in: context).json
        case .text(let parts): return .string(try text(of: parts, in: context))
        case .list(let items):
            var values: [JSON] = []
            for item in items { values.append(try value(of: item, in: context)) }
            return .array(values)
        case .record(let fields):
            var members: [JSON.Member] = []
            for field in fields {
                // An absent optional is left out, so that its field is missing, not null.
                if let value = try present(field.value, in: context) {
                    members.append(JSON.Member(field.name, value))
                }
            }
            return .object(members)
        }
    }

    private func present(_ template: Template, in context: ExpressionContext) throws(StepError)
        -> JSON?
    {
        guard case .expression(let program) = template.content else {
            return try value(of: template, in: context)
        }
        let value = try evaluate(program, in: context)
        if case .optional(let optional) = value { return optional.wrapped?.json }
        return value.json
    }

    private func text(of parts: [Template.TextPart], in context: ExpressionContext)
        throws(StepError) -> String
    {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .expression(let program):
                let json = try evaluate(program, in: context).json
                if case .string(let string) = json { text += string } else { text += "\(json)" }
            }
        }
        return text
    }

    private func value(
        of variable: ExpressionVariable,
        as type: ValueType,
        in context: ExpressionContext
    ) -> Value? {
        switch variable {
        case .input: input
        case .now: .timestamp(context.now ?? now)
        case .event: context.event.flatMap { event in eventRecord(event, as: type) }
        case .steps: record(type) { name in context.visible.outputs[StepID(name)] }
        case .previous: record(type) { name in context.visible.previous[StepID(name)] }
        case .run:
            record(type) { name in
                switch name {
                case "id": .string(id.rawValue)
                case "workflow": .string(workflow.name.rawValue)
                case "started_at": .timestamp(startedAt)
                default: nil
                }
            }
        case .error:
            context.error.flatMap { error in
                record(type) { name in
                    switch name {
                    case "code": .string(error.code.rawValue)
                    case "message": .string(error.message)
                    case "details": error.details.map { typed($0, as: .any) }
                    case "effect": .string(error.effect.rawValue)
                    default: nil
                    }
                }
            }
        case .call: context.call.flatMap { entry in callRecord(entry, as: type) }
        }
    }

    /// `event` in `where`.
    private func eventRecord(_ event: CloudEvent, as type: ValueType) -> Value? {
        guard case .record(let fields) = type else { return nil }
        return record(type) { name in
            switch name {
            case "id": .string(event.id)
            case "source": .string(event.source)
            case "type": .string(event.type.rawValue)
            case "subject": event.subject.map { .string($0) }
            case "time": .timestamp(event.time)
            case "data": typed(event.data, as: fields.type(of: name) ?? .any)
            default: nil
            }
        }
    }

    /// `call` in a compensation: the key, input and, if it is known, output of what is undone.
    private func callRecord(_ entry: SagaEntry, as type: ValueType) -> Value? {
        guard case .record(let fields) = type else { return nil }
        return record(type) { name in
            let fieldType = fields.type(of: name)?.unwrapped ?? .any
            switch (name, entry.effect) {
            case ("key", _):
                return .string(OperationID(entry.path).idempotencyKey(in: id))
            case ("input", _): return typed(entry.input, as: fieldType)
            case ("output", .happened(let output)): return typed(output, as: fieldType)
            default: return nil
            }
        }
    }

    private func record(_ type: ValueType, field: (String) -> Value?) -> Value? {
        guard case .record(let record) = type else { return nil }
        let slots = record.fields.map { declared -> Value? in
            let value = field(declared.name)
            // An output that is absent itself is a field that is missing.
            if case .optional(let optional) = value { return optional.wrapped }
            return value
        }
        return .record(RecordValue(record, slots: slots))
    }
}

extension String {
    /// The text without the spaces around it, which `${ … }` has for looks.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
