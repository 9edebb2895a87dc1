import CEL
import WaybillDiagnostics
import WaybillModel

/// Waits for events.
extension WorkflowBuilder {
    func awaited(_ declaration: AwaitDeclaration, _ visit: StepVisit) -> BuiltAction? {
        let events = declaration.events.compactMap(event)
        let isComplete = events.count == declaration.events.count
        let data = isComplete ? EventData.common(to: events) : .unknown
        if !declaration.isCorrelated {
            findings.report(.missingMatch(declaration, field: tellingField(of: data)))
        }
        let types = ValueType.enumeration(declaration.events.map(\.value.rawValue))
        let matches = declaration.match.compactMap { match(events, $0, visit) }
        let condition = declaration.condition.flatMap {
            expressions.compile($0, at: visit.place.receiving(types, data), expecting: .bool)
        }
        let reminder = declaration.reminder.flatMap { self.reminder($0, visit) }
        guard isComplete else { return nil }
        let action = Await(
            events: events,
            givesType: declaration.isList,
            match: matches,
            condition: condition,
            reminder: reminder,
            span: declaration.span
        )
        let output = RecordType(fields: [.init("type", types), .init("data", data)])
        return BuiltAction(
            action: .await(action),
            output: declaration.isList ? .record(output) : data
        )
    }

    /// A field of an event's data that may tell one event from another, with what it may be held
    /// against: one that the workflow's input has as well, before any other.
    private func tellingField(of data: ValueType) -> (name: String, value: String)? {
        guard case .record(let record) = data else { return nil }
        let fields = record.fields.filter { !$0.type.isOptional }
        guard case .record(let input)? = input else { return fields.first.map { ($0.name, "…") } }
        if let shared = fields.first(where: { input.type(of: $0.name) == $0.type }) {
            return (shared.name, "input.\(shared.name)")
        }
        if let id = fields.first(where: {
            $0.name.hasSuffix("_id") && input.type(of: "id") == $0.type
        }) {
            return (id.name, "input.id")
        }
        return fields.first.map { ($0.name, "…") }
    }

    private func reminder(_ declaration: ReminderDeclaration, _ visit: StepVisit) -> Reminder? {
        guard let body = index.owned[visit.node]?.first else { return nil }
        let inside = ListPosition(closed: body, list: declaration.steps, inside: visit.position)
        walk(declaration.steps, inside, entered: visit.facts, isReached: visit.isReached)
        guard let every = declaration.every else { return nil }
        if let limit = visit.step.timeout?.duration {
            let count = limit / every.value
            if count <= 1 { findings.report(.remindsNever(every, within: limit)) }
            if count > Double(Reminder.most) { findings.report(.remindsTooOften(every, limit)) }
        }
        return Reminder(every: every.value, body: body)
    }

    /// A field of each event's data and the value it must equal.
    private func match(
        _ events: [EventDeclaration],
        _ match: AwaitDeclaration.Match,
        _ visit: StepVisit
    ) -> Await.Match? {
        var slots: [(type: ValueType, event: EventDeclaration)] = []
        for event in events {
            guard case .record(let data) = event.data else { continue }
            if let type = data.type(of: match.field.value) {
                slots.append((type.unwrapped, event))
            } else {
                findings.report(
                    .noSuchField(match.field, of: event, known: data.fields.map(\.name))
                )
            }
        }
        let other = slots.dropFirst().first { $0.type != slots[0].type }
        if let first = slots.first, let other {
            findings.report(.fieldOfTwoTypes(match.field, first, other))
        }
        guard let text = match.value,
            let program = expressions.compile(
                text,
                at: visit.place,
                expecting: other == nil ? slots.first?.type : nil
            )
        else { return nil }
        return Await.Match(field: match.field.value, value: program)
    }
}

/// The data of events of which only one will come.
private enum EventData {
    /// The type that the data of each of the events has: a record with the fields of all of them,
    /// where one that some event lacks is optional, and one that has several types is `any`.
    static func common(to events: [EventDeclaration]) -> ValueType {
        guard let first = events.first else { return .unknown }
        if events.allSatisfy({ $0.data == first.data }) { return first.data }
        var names: [String] = []
        for event in events {
            guard case .record(let record) = event.data else { return .any }
            names += record.fields.map(\.name).filter { !names.contains($0) }
        }
        return .record(RecordType(fields: names.map { field($0, of: events) }))
    }

    private static func field(_ name: String, of events: [EventDeclaration]) -> RecordType.Field {
        var types: [ValueType] = []
        var owners: [String] = []
        for event in events {
            guard case .record(let record) = event.data, let type = record.type(of: name) else {
                continue
            }
            types.append(type)
            owners.append(event.type.rawValue)
        }
        let plain = types.map(\.unwrapped)
        let common = plain.dropFirst().allSatisfy { $0 == plain[0] } ? plain[0] : .any
        if owners.count < events.count {
            return RecordType.Field(
                name,
                .optional(common),
                absence: "only the data of \(quoted(owners)) has it"
            )
        }
        let isOptional = types.contains(where: \.isOptional)
        return RecordType.Field(name, isOptional ? .optional(common) : common)
    }
}

extension Diagnostic {
    fileprivate static func missingMatch(
        _ declaration: AwaitDeclaration,
        field: (name: String, value: String)?
    ) -> Diagnostic {
        let types = quoted(declaration.events.map(\.value.rawValue))
        return Diagnostic(
            .missingMatch,
            "this `await` does not say which \(types) it waits for",
            at: declaration.span,
            label: "any run's event would do",
            help: field.map {
                [
                    "name the fields that tell one from another: `match: { \($0.name): \($0.value) }`",
                    "or say what must hold of it: `where: event.data.\($0.name) == \($0.value)`",
                ]
            } ?? ["name under `match` the fields that tell one from another"]
        )
    }

    fileprivate static func remindsNever(
        _ every: Located<Duration>,
        within limit: Duration
    ) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "no reminder would ever run: the wait ends after \(limit.text)",
            at: every.span,
            label: "not shorter than the `timeout`",
            help: ["remind sooner, or wait longer: `every` must be less than the step's `timeout`"]
        )
    }

    fileprivate static func remindsTooOften(
        _ every: Located<Duration>,
        _ limit: Duration
    ) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "more than \(Reminder.most) reminders would run within \(limit.text)",
            at: every.span,
            label: "too often",
            help: ["one `await` reminds at most \(Reminder.most) times: choose a longer `every`"]
        )
    }

    fileprivate static func noSuchField(
        _ field: Located<String>,
        of event: EventDeclaration,
        known: [String]
    ) -> Diagnostic {
        let guess = Guess(field.value, among: known)
        return Diagnostic(
            .undefinedName,
            "the data of `\(event.type)` has no field `\(field.value)`",
            at: field.span,
            label: "unknown field",
            labels: [.init(event.span, "declared here")],
            help: guess.name == nil ? ["its fields are \(quoted(known))"] : guess.help,
            edits: guess.edits(at: field.span)
        )
    }

    fileprivate static func fieldOfTwoTypes(
        _ field: Located<String>,
        _ first: (type: ValueType, event: EventDeclaration),
        _ other: (type: ValueType, event: EventDeclaration)
    ) -> Diagnostic {
        Diagnostic(
            .celType,
            "`\(field.value)` is `\(first.type)` in one event and `\(other.type)` in another",
            at: field.span,
            label: "no value equals both",
            labels: [
                .init(first.event.span, "`\(first.type)` here"),
                .init(other.event.span, "`\(other.type)` here"),
            ],
            help: ["say with `where` what must hold of each `event.type`"]
        )
    }
}
