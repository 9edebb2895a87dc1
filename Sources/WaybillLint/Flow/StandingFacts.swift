import WaybillModel

/// Finds which facts established on the ways may still hold where they lead.
struct StandingFacts: FlowAnalysis {
    /// What a child run leaves behind.
    let child: @Sendable (ChildRun) -> Set<Fact>

    func joined(_ left: Set<Fact>, _ right: Set<Fact>) -> Set<Fact> { left.union(right) }

    func after(_ node: Node, _ before: Set<Fact>) -> Set<Fact> {
        switch node.action {
        case .call(let call):
            switch call.contract.consequence {
            case .establishes(let fact): before.union([fact])
            case .undoes(let fact): before.subtracting([fact])
            case .none, .undeclared: before
            }
        case .run(let run): before.union(child(run))
        default: before
        }
    }

    /// What a caught error leaves is undone, unless its rule keeps it.
    func failing(_ node: Node, _ before: Set<Fact>) -> Set<Fact> {
        node.catches.contains(where: \.keep) ? after(node, before) : before
    }

    func leaving(_ node: Node, _ before: Set<Fact>?, _ lists: [Set<Fact>]) -> Set<Fact>? {
        let known = lists.reduce(into: Set<Fact>()) { $0.formUnion($1) }
        return switch node.action {
        // A list may have no iteration, and an event may come before the first reminder.
        case .forEach, .await: known.union(before ?? [])
        default: lists.isEmpty ? before : known
        }
    }
}
