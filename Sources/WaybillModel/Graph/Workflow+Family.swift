extension Workflow {
    /// The workflow, those that its steps run, those that theirs do and so on: each once, by name,
    /// which is unique in a definition.
    package var family: [Workflow] {
        var seen: Set<WorkflowName> = [name]
        var family = [self]
        var next = family.startIndex
        while family.indices.contains(next) {
            for child in family[next].children where seen.insert(child.name).inserted {
                family.append(child)
            }
            next += 1
        }
        return family
    }

    /// A workflow of the family; `nil` for a name that is none of it.
    package func member(named name: WorkflowName) -> Workflow? {
        name == self.name ? self : family.first { $0.name == name }
    }

    /// The workflows that its steps run, in the order of the file.
    private var children: [Workflow] {
        nodes.compactMap { node in
            if case .run(let child) = node.action { child.workflow } else { nil }
        }
    }
}
