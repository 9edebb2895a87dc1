import CEL
import WaybillDiagnostics
import WaybillModel

/// The steps that expressions of one place see, as the record `steps`: a field for each step that
/// has run on some way there and gives something.
struct VisibleSteps {
    private let facts: Facts
    private let outputs: StepOutputs
    private let index: StepIndex
    /// Ids inside what is not supported yet, which fit everywhere.
    private let poisoned: Set<StepID>

    init(
        _ facts: Facts,
        outputs: StepOutputs,
        index: StepIndex,
        poisoned: Set<StepID>
    ) {
        self.facts = facts
        self.outputs = outputs
        self.index = index
        self.poisoned = poisoned
    }

    /// The record for an expression. When all that it reads of `steps` are fields of it, those are
    /// all the record has: a long workflow would otherwise give every expression all its steps.
    func record(for tokens: [ExpressionToken]) -> RecordType {
        guard let names = Self.selected(tokens) else {
            return RecordType(fields: fields(of: facts.nodes))
        }
        let selected = names.compactMap(field)
        if selected.count == names.count { return RecordType(fields: selected) }
        // One of them is not seen here: what may be meant instead is a step not far above.
        let near = facts.nodes.suffix(Self.mostSuggestions)
        return RecordType(fields: fields(of: near) + selected)
    }

    /// The type of `steps` for a program that selects fields of it; `nil` when it reads `steps` in
    /// another way, or a step that is not seen here.
    func type(for program: Program) -> ValueType? {
        var names: Set<String> = []
        for path in program.selections where path.first == ExpressionVariable.steps.rawValue {
            guard path.count > 1 else { return nil }
            names.insert(path[1])
        }
        let fields = names.sorted().compactMap(field)
        return fields.count == names.count ? .record(RecordType(fields: fields)) : nil
    }

    /// How many steps the message about an unknown one chooses from.
    private static let mostSuggestions = 200

    private func fields(of nodes: some Sequence<NodeID>) -> [RecordType.Field] {
        nodes.compactMap(field) + poisoned.sorted().map { .init($0.rawValue, .unknown) }
    }

    private func field(named name: String) -> RecordType.Field? {
        let id = StepID(name)
        if poisoned.contains(id) { return .init(name, .unknown) }
        return index.byID[id].flatMap(field)
    }

    private func field(_ node: NodeID) -> RecordType.Field? {
        let presence = facts[node]
        guard presence != .never, let output = outputs[node], output != .null else { return nil }
        let name = index.name(node)
        guard let absence = presence.absence(of: name) else { return .init(name, output) }
        let isOptional = if case .optional = output { true } else { false }
        return .init(name, isOptional ? output : .optional(output), absence: absence)
    }

    /// The fields of `steps` that an expression selects; `nil` when it reads `steps` in another
    /// way.
    private static func selected(_ tokens: [ExpressionToken]) -> [String]? {
        var names: Set<String> = []
        for index in tokens.variableReads where tokens[index].text == "steps" {
            guard index + 2 < tokens.count, [".", ".?"].contains(tokens[index + 1].text),
                tokens[index + 2].kind == .identifier
            else { return nil }
            names.insert(tokens[index + 2].text)
        }
        return names.sorted()
    }
}
