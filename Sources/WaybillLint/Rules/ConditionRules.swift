import CEL
import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of conditions: whether they decide anything, and whether their order leaves each
    /// a chance.
    static let conditions: [Rule] = [constantCondition, shadowedRule, shadowedCatch]

    /// WB0206
    private static let constantCondition = Rule { node, _ in
        node.conditions.compactMap { condition in
            Constancy(of: condition.program.condition).value.flatMap {
                condition.use == .ending && !$0 ? nil : .constantCondition(condition, $0)
            }
        }
    }

    /// WB0205, of the rules of a route.
    private static let shadowedRule = Rule { node, _ in
        guard case .route(let route) = node.action, route.rules.count > 1 else { return [] }
        let rules = route.rules.map { Alternative($0.condition, at: $0.condition.source.whole) }
        return Shadows(of: rules).findings(what: "rule", of: node)
    }

    /// WB0205, of catch rules: each code is taken by the first rule for it whose condition holds.
    private static let shadowedCatch = Rule { node, _ in
        guard node.catches.count > 1 else { return [] }
        return ShadowedCatches(of: node).findings
    }
}

/// Whether a condition comes out the same whatever it reads.
private struct Constancy {
    /// What it always is; `nil` when it can be both, or that is not known.
    let value: Bool?

    init(of condition: Condition) {
        var possibilities = Possibilities([condition])
        if case .impossible = possibilities.canBe(0, true) {
            value = false
        } else if case .impossible = possibilities.canBe(0, false) {
            value = true
        } else {
            value = nil
        }
    }
}

/// A condition of a step, and what it is for.
private struct UsedCondition {
    enum Use {
        /// The step is skipped unless it holds.
        case skipping
        /// It chooses among rules.
        case choosing
        /// It says which events will do.
        case matching
        /// It ends the rounds of a `repeat`; one that never holds lets all of them run.
        case ending
    }

    let program: Program
    let use: Use
}

extension Node {
    fileprivate var conditions: [UsedCondition] {
        var conditions: [UsedCondition] = []
        if let condition { conditions.append(.init(program: condition, use: .skipping)) }
        switch action {
        case .route(let route):
            conditions += route.rules.map { .init(program: $0.condition, use: .choosing) }
        case .await(let awaited):
            conditions += [awaited.condition].compactMap(\.self).map {
                .init(program: $0, use: .matching)
            }
        case .repeat(let rounds): conditions.append(.init(program: rounds.until, use: .ending))
        default: break
        }
        return conditions
            + catches.compactMap(\.condition).map { .init(program: $0, use: .choosing) }
    }
}

/// One of several rules, of which the first that holds is taken.
private struct Alternative {
    let condition: Condition
    let span: Span

    init(_ program: Program?, at span: Span) {
        condition = program?.condition ?? .constant(true)
        self.span = span
    }
}

/// The rules that those before them leave no chance.
private struct Shadows {
    private let rules: [Alternative]
    /// The shadowed rules, each with a rule before it that does it alone, if there is one.
    private(set) var shadowed: [(rule: Int, by: Int?)] = []
    /// The first rule that was not looked at, since the work is over the budget.
    private(set) var unknown: Int?

    /// - Parameter includingConstant: Whether a rule that always holds by itself can be shadowed, too.
    init(of rules: [Alternative], includingConstant: Bool = false) {
        self.rules = rules
        var possibilities = Possibilities(rules.map(\.condition))
        // Whether a rule so far always holds.
        var isDecided = false
        for rule in rules.indices {
            switch possibilities.canBe(rule, true) {
            case .possible: break
            case .unknown:
                unknown = rule
                return
            case .impossible:
                // What can never hold, or comes after what always does, is another mistake.
                let alone = Constancy(of: rules[rule].condition).value
                let isAsked = alone == nil || alone == true && includingConstant
                if isAsked, !isDecided { shadowed.append((rule, shadow(of: rule))) }
            }
            isDecided = isDecided || Constancy(of: rules[rule].condition).value == true
            possibilities.require(rule, is: false)
        }
    }

    /// A rule that holds whenever a later one does.
    private func shadow(of rule: Int) -> Int? {
        rules[..<rule].indices.prefix(Self.mostCompared).first { before in
            var pair = Possibilities([rules[before].condition, rules[rule].condition])
            pair.require(0, is: false)
            if case .impossible = pair.canBe(1, true) { return true }
            return false
        }
    }

    private static let mostCompared = 100

    func findings(what: String, of node: Node) -> [Diagnostic] {
        let findings = shadowed.map { rule, shadow in
            Diagnostic.shadowed(rules[rule].span, by: shadow.map { rules[$0].span }, what)
        }
        return findings + (unknown.map { [.tooManyCases(node, from: rules[$0].span)] } ?? [])
    }
}

/// The catch rules that those before them leave no error.
private struct ShadowedCatches {
    let findings: [Diagnostic]

    init(of node: Node) {
        let named = node.catches.flatMap(\.namedCodes)
        // Of the codes that nobody names one stands for all.
        let takings = Dictionary(
            Set(named + [""]).map { ($0, Taking(of: $0, node.catches)) },
            uniquingKeysWith: { first, _ in first }
        )
        var findings: [Diagnostic] = []
        for (index, rule) in node.catches.enumerated() {
            let codes = rule.codes == .any ? [""] : rule.namedCodes
            let shadows = codes.compactMap { takings[$0]?.shadowed[index] }
            guard !codes.isEmpty, shadows.count == codes.count else { continue }
            let alone = Set(shadows).count == 1 ? shadows.first ?? nil : nil
            findings.append(
                .shadowed(rule.span, by: alone.map { node.catches[$0].span }, "catch rule")
            )
        }
        let unknown = takings.values.compactMap(\.unknown).min()
        self.findings =
            findings + (unknown.map { [.tooManyCases(node, from: node.catches[$0].span)] } ?? [])
    }

    /// Which rules take the errors of a code, and which of them never do.
    private struct Taking {
        /// The rules that never do, each with the one before it that takes all of them alone, if one does.
        private(set) var shadowed: [Int: Int?] = [:]
        /// The first rule that was not looked at.
        let unknown: Int?

        init(of code: ErrorCode, _ catches: [CatchRule]) {
            let takers = catches.indices.filter { catches[$0].codes.contains(code) }
            let last = takers.firstIndex { catches[$0].condition == nil } ?? takers.endIndex
            let asked = takers.prefix(last + 1).map { index in
                Alternative(catches[index].condition, at: catches[index].span)
            }
            let shadows = Shadows(of: asked, includingConstant: true)
            for (rule, by) in shadows.shadowed {
                shadowed[takers[rule]] = .some(by.map { takers[$0] })
            }
            for rule in takers.dropFirst(last + 1) { shadowed[rule] = .some(takers[last]) }
            unknown = shadows.unknown.map { takers[$0] }
        }
    }
}

extension CatchRule {
    /// The codes that it names; none when it takes any.
    fileprivate var namedCodes: [ErrorCode] {
        if case .only(let codes) = codes { codes } else { [] }
    }
}

extension Diagnostic {
    fileprivate static func constantCondition(_ condition: UsedCondition, _ value: Bool)
        -> Diagnostic
    {
        let help: String =
            switch (condition.use, value) {
            case (.skipping, true): "remove it: the step runs either way"
            case (.skipping, false): "mend it, or remove the step, which never runs"
            case (.choosing, true):
                "mend it, or say what it means: `else` is taken when no rule matches"
            case (.choosing, false): "mend it, or remove the rule, which is never taken"
            case (.matching, true): "mend it, or leave it out: every such event would do"
            case (.matching, false): "mend it: no event would ever do"
            case (.ending, _): "mend it: there is only ever one round"
            }
        return Diagnostic(
            .constantCondition,
            value ? "this condition always holds" : "this condition never holds",
            at: condition.program.source.whole,
            label: "\(value) whatever it is given",
            help: [help]
        )
    }

    fileprivate static func shadowed(_ span: Span, by shadow: Span?, _ what: String) -> Diagnostic {
        Diagnostic(
            .shadowedRule,
            "this \(what) is never the first to match",
            at: span,
            label: "never taken",
            labels: shadow.map { [.init($0, "this takes all that it would")] } ?? [],
            notes: shadow == nil ? ["the rules before it together take all that it would"] : [],
            help: ["put the narrower one first, or remove this one"]
        )
    }

    fileprivate static func tooManyCases(_ node: Node, from span: Span) -> Diagnostic {
        var finding = Diagnostic(
            .shadowedRule,
            "whether each rule of `\(node.step)` can be the first to match was not found out",
            at: span,
            label: "not looked at from here on",
            notes: ["there are too many cases to go through all of them"]
        )
        finding.severity = .info
        return finding
    }
}
