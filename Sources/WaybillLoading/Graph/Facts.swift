import WaybillModel

/// What is known at a place about the steps before it: which have certainly run, and why others
/// may not have.
struct Facts: Sendable {
    enum Presence: Hashable, Sendable {
        case always
        /// The reason, as a message gives it.
        case sometimes(String)
    }

    /// The steps that have run on some way here.
    private(set) var presence: [NodeID: Presence] = [:]

    /// The facts after a step has run.
    func adding(_ node: NodeID, _ presence: Presence) -> Facts {
        var facts = self
        facts.presence[node] = presence
        return facts
    }

    /// The facts where two ways meet: what has run on one only may not have run.
    func joined(with other: Facts, name: (NodeID) -> String) -> Facts {
        var joined = self
        for (node, presence) in other.presence {
            joined.presence[node] = meet(self.presence[node], presence, name(node))
        }
        for (node, presence) in presence where other.presence[node] == nil {
            joined.presence[node] = meet(presence, nil, name(node))
        }
        return joined
    }

    /// The facts about the steps that a condition holds for.
    func filtered(_ isVisible: (NodeID) -> Bool) -> Facts {
        var facts = self
        facts.presence = presence.filter { isVisible($0.key) }
        return facts
    }

    private func meet(_ left: Presence?, _ right: Presence?, _ name: String) -> Presence {
        switch (left, right) {
        case (.always, .always): .always
        case (.sometimes(let reason), _), (_, .sometimes(let reason)): .sometimes(reason)
        default: .sometimes("`\(name)` does not run on every way here")
        }
    }
}
