import CEL
import WaybillDiagnostics
import WaybillModel

/// How many lists a join has to choose from, where that is known.
private enum JoinSize {
    case branches(Int)
    case elements(Int)

    var count: Int {
        switch self {
        case .branches(let count), .elements(let count): count
        }
    }

    var text: String {
        switch self {
        case .branches(let count): "\(count) \(count == 1 ? "branch" : "branches")"
        case .elements(let count): "\(count) \(count == 1 ? "element" : "elements")"
        }
    }
}

/// Steps that run several lists: branches, iterations, rounds.
extension WorkflowBuilder {
    func parallel(_ declaration: ParallelDeclaration, _ visit: StepVisit) -> BuiltAction {
        let scopes = index.owned[visit.node] ?? []
        var branches: [Parallel.Branch] = []
        var reached: [Facts] = []
        for (scope, branch) in zip(scopes, declaration.branches) {
            let inside = ListPosition(closed: scope, list: branch.steps, inside: visit.position)
            walk(branch.steps, inside, entered: visit.facts, isReached: visit.isReached)
            if let end = ends[scope] { reached.append(end) }
            branches.append(
                Parallel.Branch(name: branch.name.value, scope: scope, span: branch.name.span)
            )
        }
        let join = join(declaration.join, of: .branches(branches.count), visit)
        let mayLose = join.least(of: branches.count) < branches.count
        return BuiltAction(
            action: .parallel(
                Parallel(branches: branches, join: join, onFailure: declaration.onFailure)
            ),
            output: winners(of: branches),
            completes: reached.count >= join.least(of: branches.count),
            facts: visit.facts.adding(sideBySide: reached, mayLose: mayLose)
        )
    }

    func forEach(_ declaration: ForEachDeclaration, _ visit: StepVisit) -> BuiltAction? {
        guard let body = index.owned[visit.node]?.first else { return nil }
        let elements = declaration.elements.flatMap { list($0, at: visit.place) }
        let elementType = elements?.type ?? .unknown
        var names: [Environment.Variable] = []
        if let name = declaration.elementName {
            checkShadowing(name, names, visit)
            names.append(.init(name.value, elementType))
        }
        if let name = declaration.indexName {
            checkShadowing(name, names, visit)
            names.append(.init(name.value, .int))
        }
        let inside = ListPosition(
            closed: body,
            list: declaration.steps,
            inside: visit.position,
            elements: names
        )
        let last = walk(
            declaration.steps,
            inside,
            entered: visit.facts,
            isReached: visit.isReached
        )
        var count: Int?
        if case .list(let listed)? = elements?.program.constant { count = listed.count }
        let join = join(declaration.join, of: count.map(JoinSize.elements), visit)
        let collect = collect(declaration.collect, at: ends[body] ?? last, inside)
        let action = elements.map { elements in
            Action.forEach(
                ForEach(
                    elements: elements.program,
                    elementType: elementType,
                    elementName: declaration.elementName?.value ?? "",
                    indexName: declaration.indexName?.value,
                    maxParallel: declaration.maxParallel,
                    join: join,
                    onFailure: declaration.onFailure,
                    body: body,
                    collect: collect
                )
            )
        }
        return BuiltAction(
            action: action ?? Self.placeholder,
            output: declaration.collect == nil ? .null : .list(collect?.type ?? .unknown)
        )
    }

    /// An expression that gives a list, with the type of its elements.
    private func list(_ text: EmbeddedText, at place: ExpressionPlace) -> (
        program: Program, type: ValueType
    )? {
        guard let program = expressions.compile(text, at: place) else { return nil }
        switch program.type {
        case .list(let element): return (program, element)
        case .unknown: return (program, .unknown)
        default:
            return expressions.compile(text, at: place, expecting: .list(.any)).map { ($0, .any) }
        }
    }

    func rounds(_ declaration: RepeatDeclaration, _ visit: StepVisit) -> BuiltAction? {
        guard let body = index.owned[visit.node]?.first else { return nil }
        let inside = ListPosition(
            closed: body,
            list: declaration.steps,
            inside: visit.position,
            previous: previousRound(of: declaration, in: body, visit)
        )
        let last = walk(
            declaration.steps,
            inside,
            entered: visit.facts,
            isReached: visit.isReached
        )
        let end = ends[body] ?? last
        let until = declaration.until.flatMap {
            expressions.compile($0, at: place(end, inside), expecting: .bool)
        }
        let collect = collect(declaration.collect, at: end, inside)
        let action = until.map { until in
            Action.repeat(
                Repeat(
                    rounds: declaration.rounds,
                    until: until,
                    every: declaration.every,
                    body: body,
                    collect: collect
                )
            )
        }
        return BuiltAction(
            action: action ?? Self.placeholder,
            output: declaration.collect == nil ? .null : .list(collect?.type ?? .unknown),
            completes: ends[body] != nil,
            facts: visit.facts.adding(sideBySide: [end], mayLose: false)
        )
    }

    private func collect(_ text: EmbeddedText?, at facts: Facts, _ inside: ListPosition)
        -> Program?
    {
        text.flatMap { text in
            expressions.data(expressions.compile(text, at: place(facts, inside)), of: text)
        }
    }

    private func join(
        _ declaration: JoinDeclaration,
        of size: JoinSize?,
        _ visit: StepVisit
    ) -> Join {
        switch declaration {
        case .all: return .all
        case .count(let number):
            if let size, number.value > size.count, size.count > 0 {
                findings.report(.joinNeverSatisfied(number, of: size))
            }
            return .count(number.value)
        case .computed(let text):
            return expressions.compile(text, at: visit.place, expecting: .int).map(Join.computed)
                ?? .all
        }
    }

    /// Nothing may shadow a name that expressions see already.
    private func checkShadowing(
        _ name: Located<String>,
        _ names: [Environment.Variable],
        _ visit: StepVisit
    ) {
        let outer = (visit.position.elements + names).contains { $0.name == name.value }
        let isTaken =
            outer || ExpressionVariable(rawValue: name.value) != nil
            || ExpressionCompiler.bindingNames.contains(name.value)
            || namespace.types[name.value] != nil || TypeExpression.builtIn.contains(name.value)
        if isTaken { findings.report(.shadows(name)) }
    }

    /// Stands for an action that could not be built, so that what follows is checked all the same.
    private static let placeholder = Action.wait(.duration(.zero))

    private func winners(of branches: [Parallel.Branch]) -> ValueType {
        let isKnown = !declaration.isPartial && !branches.isEmpty
        let name = isKnown ? ValueType.enumeration(branches.map(\.name)) : .string
        return .record(RecordType(fields: [.init("won", .list(name))]))
    }
}

extension Diagnostic {
    fileprivate static func joinNeverSatisfied(_ number: Located<Int>, of size: JoinSize)
        -> Diagnostic
    {
        Diagnostic(
            .joinNeverSatisfied,
            "`join: \(number.value)` of \(size.text) can never be met",
            at: number.span,
            label: "more than there are",
            help: ["at most `join: \(size.count)`, which is `join: all`"]
        )
    }

    fileprivate static func shadows(_ name: Located<String>) -> Diagnostic {
        Diagnostic(
            .badId,
            "`\(name.value)` has a meaning already",
            at: name.span,
            label: "hides another name",
            help: ["choose a name that expressions do not know yet"]
        )
    }
}
