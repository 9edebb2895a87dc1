import CEL
import WaybillModel

/// What a round of a `repeat` sees of the round before.
extension WorkflowBuilder {
    /// The record `previous`: the steps of the body, none of which ran before the first round; `nil`
    /// in a file that never reads it. The steps' types are only known once they are walked, so the
    /// body is walked twice; the first walk leaves nothing behind but the types.
    func previousRound(
        of declaration: RepeatDeclaration,
        in body: ScopeID,
        _ visit: StepVisit
    ) -> RecordType? {
        guard readsPrevious else { return nil }
        if !isLearning { learnOutputs(of: declaration, in: body, visit) }
        var fields: [RecordType.Field] = []
        // The steps inside follow the step, in the order of the file.
        var node = NodeID(visit.node.index + 1)
        while let entry = index.entries[node], index.isScope(entry.scope, within: body) {
            if index.isVisible(node, from: body) { fields += field(ofStep: node) }
            node = NodeID(node.index + 1)
        }
        return RecordType(fields: fields)
    }

    private func field(ofStep node: NodeID) -> [RecordType.Field] {
        let output = outputs[node] ?? .unknown
        if output == .null { return [] }
        let isOptional = if case .optional = output { true } else { false }
        return [
            RecordType.Field(
                index.name(node),
                isOptional ? output : .optional(output),
                absence: "there is no round before the first"
            )
        ]
    }

    private func learnOutputs(
        of declaration: RepeatDeclaration,
        in body: ScopeID,
        _ visit: StepVisit
    ) {
        let before = (nodes, incoming, ends, unnamedEnds)
        isLearning = true
        findings.isMuted = true
        let inside = ListPosition(
            closed: body,
            list: declaration.steps,
            inside: visit.position,
            previous: previousRound(of: declaration, in: body, visit)
        )
        walk(declaration.steps, inside, entered: visit.facts, isReached: visit.isReached)
        findings.isMuted = false
        isLearning = false
        (nodes, incoming, ends, unnamedEnds) = before
    }
}
