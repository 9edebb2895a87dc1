import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillRouting

/// Evaluates the constraints of a policy, each once for each combination of what it reads, and all of
/// them within a bound of work.
struct ConstraintCheck {
    private typealias Variable = AllocationConstraint.Variable

    /// A constraint with its findings so far.
    private struct Rule {
        let constraint: AllocationConstraint
        /// By the positions of what it reads; `nil` where it has not been evaluated.
        var findings: [Bool?]
    }

    /// A combination of positions; those of a broader subject leave out the narrower ones.
    private struct Subject {
        let site: Int
        var service = 0
        var line = 0
    }

    private let policy: AllocationPolicy
    private let counts: Subject
    private let values: SubjectValues
    private var rules: [AllocationConstraint.Subject: [Rule]] = [:]
    private var work = 0

    init(
        _ policy: AllocationPolicy,
        _ constraints: [AllocationConstraint],
        order: GivenValue,
        sites: [GivenSite],
        services: [GivenService],
        lines: [GivenOrder.Line]
    ) throws(StepError) {
        self.policy = policy
        counts = Subject(site: sites.count, service: services.count, line: lines.count)
        values = try SubjectValues(
            constraints,
            order: order,
            sites: sites,
            services: services,
            lines: lines
        )
        for constraint in constraints {
            let count =
                (constraint.reads(.site) ? counts.site : 1)
                * (constraint.reads(.service) ? counts.service : 1)
                * (constraint.reads(.line) ? counts.line : 1)
            rules[constraint.subject, default: []].append(
                Rule(constraint: constraint, findings: [Bool?](repeating: nil, count: count))
            )
        }
    }

    /// The id of the first constraint that rules out a site, or `nil`.
    mutating func rejection(ofSite site: Int) throws(StepError) -> String? {
        try rejection(of: .site, Subject(site: site))
    }

    /// The id of the first constraint that rules out a service from a site.
    mutating func rejection(ofService service: Int, from site: Int) throws(StepError) -> String? {
        try rejection(of: .service, Subject(site: site, service: service))
    }

    /// The id of the first constraint that rules out a line in a parcel.
    mutating func rejection(ofLine line: Int, by service: Int, from site: Int) throws(StepError)
        -> String?
    {
        try rejection(of: .line, Subject(site: site, service: service, line: line))
    }

    private mutating func rejection(
        of kind: AllocationConstraint.Subject,
        _ subject: Subject
    ) throws(StepError) -> String? {
        guard let count = rules[kind]?.count else { return nil }
        for index in 0..<count where try !holds(kind, index, subject) {
            return rules[kind]?[index].constraint.id
        }
        return nil
    }

    private mutating func holds(
        _ kind: AllocationConstraint.Subject,
        _ index: Int,
        _ subject: Subject
    ) throws(StepError) -> Bool {
        guard let rule = rules[kind]?[index] else { return true }
        let position = position(of: subject, for: rule.constraint)
        if let known = rule.findings[position] { return known }
        let holds = try evaluate(rule.constraint, subject)
        rules[kind]?[index].findings[position] = holds
        return holds
    }

    private func position(of subject: Subject, for constraint: AllocationConstraint) -> Int {
        var position = constraint.reads(.site) ? subject.site : 0
        if constraint.reads(.service) { position = position * counts.service + subject.service }
        if constraint.reads(.line) { position = position * counts.line + subject.line }
        return position
    }

    private mutating func evaluate(
        _ constraint: AllocationConstraint,
        _ subject: Subject
    ) throws(StepError) -> Bool {
        let given = values.of(
            constraint,
            site: subject.site,
            service: subject.service,
            line: subject.line
        )
        do throws(EvaluationError) {
            let (value, cost) = try constraint.condition.evaluateWithCost(given)
            work += cost
            guard work <= Self.mostWork else {
                throw EvaluationError(
                    "the constraints take more than \(Self.mostWork) units of work in all",
                    at: constraint.condition.source.whole
                )
            }
            if case .bool(let holds) = value { return holds }
            throw EvaluationError("it gives no bool", at: constraint.condition.source.whole)
        } catch {
            let subject = values.name(
                of: constraint,
                site: subject.site,
                service: subject.service,
                line: subject.line
            )
            throw StepError(
                code: .expression,
                message:
                    "constraint `\(constraint.id)` of policy `\(policy.name)`, for \(subject), "
                    + "at \(error)" + (constraint.remedy(for: error).map { "; \($0)" } ?? ""),
                details: .object([
                    JSON.Member("expression", .string(constraint.condition.source.text))
                ])
            )
        }
    }

    /// A few seconds'.
    private static let mostWork = 50_000_000
}

extension AllocationConstraint {
    /// What to do about a field that a constraint reads and that is not given; `nil` for all that fails
    /// otherwise.
    fileprivate func remedy(for error: EvaluationError) -> String? {
        let fields = condition.selections.filter { selection in
            selection.count > 1
                && error.message.hasPrefix("no such key: \(selection.last ?? "")")
        }
        guard let chain = fields.first, let name = chain.last else { return nil }
        let holder = chain.dropLast().joined(separator: ".")
        return "give it, or say what holds without it: `\(holder).?\(name).orValue(…)`"
    }
}
