import WaybillModel

/// What is known at a place about the steps of the workflow: which have certainly run, and why
/// others may not have.
struct Facts: Sendable {
    enum Presence: UInt8, Sendable {
        /// On no way here.
        case never
        case always
        /// It may have been skipped by its `when`.
        case skipped
        /// Its error may have been caught without an `output`.
        case caught
        /// Some way here leads past it.
        case passed
        /// Its branch may have lost a race.
        case lost

        /// Why the step may be absent, for a message; `nil` when it is certain.
        func absence(of step: String) -> String? {
            switch self {
            case .never, .always: nil
            case .skipped: "`\(step)` is skipped unless its `when` holds"
            case .caught: "an error of `\(step)` may be caught without `output:`"
            case .passed: "`\(step)` does not run on every way here"
            case .lost: "`\(step)` stands in a branch that others may win against"
            }
        }
    }

    /// By the index of the step's node.
    private var presence: [Presence]

    /// Nothing has run.
    init(stepCount: Int) { presence = Array(repeating: .never, count: stepCount) }

    subscript(node: NodeID) -> Presence {
        presence.indices.contains(node.index) ? presence[node.index] : .never
    }

    /// The nodes that have run on some way here, in the order of the file.
    var nodes: [NodeID] {
        presence.indices.filter { presence[$0] != .never }.map(NodeID.init)
    }

    /// The facts after something became of a step.
    func adding(_ node: NodeID, _ presence: Presence) -> Facts {
        var facts = self
        if facts.presence.indices.contains(node.index) { facts.presence[node.index] = presence }
        return facts
    }

    /// The facts where two ways meet: what has run on one only may not have run.
    func joined(with other: Facts) -> Facts {
        var joined = self
        for index in joined.presence.indices where index < other.presence.count {
            joined.presence[index] = Self.meet(presence[index], other.presence[index])
        }
        return joined
    }

    /// The facts after lists that ran side by side: of each what is known at its end. When some may
    /// lose the race, nothing that they did is certain.
    func adding(sideBySide ends: [Facts], mayLose: Bool) -> Facts {
        var facts = self
        for end in ends {
            for node in end.nodes where self[node] == .never {
                let certain: Presence = mayLose ? .lost : end[node]
                facts.presence[node.index] = end[node] == .always ? certain : end[node]
            }
        }
        return facts
    }

    /// The facts about the steps that a condition holds for.
    func filtered(_ isVisible: (NodeID) -> Bool) -> Facts {
        var facts = self
        for node in nodes where !isVisible(node) { facts.presence[node.index] = .never }
        return facts
    }

    private static func meet(_ left: Presence, _ right: Presence) -> Presence {
        switch (left, right) {
        case (.never, .never): .never
        case (.always, .always): .always
        case (.always, .never), (.never, .always): .passed
        case (.always, _), (.never, _): right
        default: left
        }
    }
}
