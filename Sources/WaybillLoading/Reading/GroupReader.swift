import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// The actions that run several lists: `parallel`, `for_each`, `repeat`.
extension DeclarationReader {
    func parallel(_ node: YAMLNode, _ step: Mapping) -> ActionDeclaration? {
        guard let mapping = anyMapping(node, "`parallel`") else {
            poison(node)
            return nil
        }
        if mapping.entries.isEmpty {
            findings.report(.noBranch(node.span))
        }
        let branches = mapping.entries.map { entry in
            let name = Located(entry.key.string, at: entry.key.span)
            checkIdentifier(name, "the name of a branch")
            return ParallelDeclaration.Branch(
                name: name,
                steps: stepList(entry.value, of: "the branch `\(name.value)`")
            )
        }
        return .parallel(
            ParallelDeclaration(branches: branches, join: join(step), onFailure: onFailure(step))
        )
    }

    func forEach(_ node: YAMLNode, _ step: Mapping) -> ActionDeclaration? {
        let steps = required("steps", in: step).map { stepList($0, of: "`steps`") }
        return .forEach(
            ForEachDeclaration(
                elements: expression(node, "for_each"),
                elementName: required("as", in: step).flatMap { boundName($0, "`as`") },
                indexName: step["index_as"].flatMap { boundName($0, "`index_as`") },
                maxParallel: step["max_parallel"].flatMap {
                    integer($0, "`max_parallel`", in: 1...ForEach.mostElements)
                } ?? 1,
                join: join(step),
                onFailure: onFailure(step),
                steps: steps ?? StepList(steps: [], span: step.head),
                collect: step["collect"].flatMap { expression($0, "collect") }
            )
        )
    }

    func rounds(_ node: YAMLNode, _ step: Mapping) -> ActionDeclaration? {
        let rounds = integer(node, "`repeat`", in: 1...Repeat.mostRounds)
        let steps = required("steps", in: step).map { stepList($0, of: "`steps`") }
        return .repeat(
            RepeatDeclaration(
                rounds: rounds ?? 1,
                until: required("until", in: step).flatMap { expression($0, "until") },
                every: step["every"].flatMap { duration($0, "`every`", moreThanZero: true) },
                steps: steps ?? StepList(steps: [], span: step.head),
                collect: step["collect"].flatMap { expression($0, "collect") }
            )
        )
    }

    private func join(_ step: Mapping) -> JoinDeclaration {
        guard let node = step["join"],
            let scalar = scalar(node, "`join`", expected: "`all`, `any` or a number")
        else { return .all }
        switch scalar.string {
        case "all": return .all
        case "any": return .count(Located(1, at: node.span))
        default: break
        }
        if case .integer = scalar.resolved {
            let number = integer(node, "`join`", in: 1...ForEach.mostElements)
            return .count(Located(number ?? 1, at: node.span))
        }
        return expression(node, "join").map(JoinDeclaration.computed) ?? .all
    }

    private func onFailure(_ step: Mapping) -> FailureMode {
        step["on_failure"].flatMap { member($0, "`on_failure`", of: FailureMode.self) } ?? .stop
    }

    /// A name that expressions see a value by.
    private func boundName(_ node: YAMLNode, _ what: String) -> Located<String>? {
        guard let name = name(node, what) else { return nil }
        checkIdentifier(name, "a name under \(what)")
        return name
    }

    private func checkIdentifier(_ name: Located<String>, _ what: String) {
        guard !Identifier.isCEL(name.value) || Identifier.reserved.contains(name.value) else {
            return
        }
        findings.report(.badID(name.value, what, form: Identifier.celForm, at: name.span))
    }
}

extension Diagnostic {
    fileprivate static func noBranch(_ span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "`parallel` has no branch",
            at: span,
            label: "nothing to run",
            help: ["name a branch and give it steps: `parallel: { labels: [{ step: … }] }`"]
        )
    }
}
