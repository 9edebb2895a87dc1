import CEL
import WaybillDiagnostics
import WaybillModel

/// The types, events, contracts and policies that a file sees: those it declares and those of the
/// files it uses.
struct Namespace: Sendable {
    /// A type with the place where it is declared.
    struct NamedType: Sendable {
        let name: String
        let type: ValueType
        /// How many parts it has, written out.
        let size: Int
        let span: Span
    }

    /// A workflow that may be run, with the file it stands in.
    struct UsedWorkflow: Sendable {
        let name: Located<WorkflowName>
        let file: FilePath
    }

    private(set) var types: [String: NamedType] = [:]
    private(set) var events: [EventType: EventDeclaration] = [:]
    private(set) var contracts: [HandlerName: HandlerContract] = [:]
    private(set) var policies: [PolicyName: PolicyDeclaration] = [:]
    /// Those of the files that the file itself uses; what they declare stays theirs.
    private(set) var workflows: [WorkflowName: UsedWorkflow] = [:]
    /// Whether a file or a part of one could not be read: then a name that is missing here is no
    /// finding of its own.
    var isIncomplete = false

    /// Takes in what a used file declares; what both declare is a finding.
    mutating func merge(_ other: Namespace, findings: Findings) {
        isIncomplete = isIncomplete || other.isIncomplete
        for name in other.types.keys.sorted() {
            if let type = other.types[name] { declare(type, findings: findings) }
        }
        for name in other.events.keys.sorted() {
            if let event = other.events[name] { declare(event, findings: findings) }
        }
        for name in other.contracts.keys.sorted() {
            if let contract = other.contracts[name] { declare(contract, findings: findings) }
        }
        for name in other.policies.keys.sorted() {
            if let policy = other.policies[name] { declare(policy, findings: findings) }
        }
    }

    mutating func use(_ workflow: UsedWorkflow) {
        workflows[workflow.name.value] = workflow
    }

    mutating func declare(_ type: NamedType, findings: Findings) {
        if let first = types[type.name] {
            report(type.name, "type", at: type.span, first: first.span, to: findings)
        } else {
            types[type.name] = type
        }
    }

    mutating func declare(_ event: EventDeclaration, findings: Findings) {
        if let first = events[event.type] {
            report(event.type.rawValue, "event", at: event.span, first: first.span, to: findings)
        } else {
            events[event.type] = event
        }
    }

    mutating func declare(_ contract: HandlerContract, findings: Findings) {
        if let first = contracts[contract.name] {
            report(
                contract.name.rawValue,
                "handler",
                at: contract.span,
                first: first.span,
                to: findings
            )
        } else {
            contracts[contract.name] = contract
        }
    }

    mutating func declare(_ policy: PolicyDeclaration, findings: Findings) {
        let name = policy.name
        if let first = policies[name.value]?.name {
            report(name.value.rawValue, "policy", at: name.span, first: first.span, to: findings)
        } else {
            policies[name.value] = policy
        }
    }

    private func report(
        _ name: String,
        _ kind: String,
        at span: Span,
        first: Span,
        to findings: Findings
    ) {
        // The same declaration may be reached by two ways.
        if span == first { return }
        findings.report(.duplicateName(name, kind, at: span, first: first))
    }
}

extension Diagnostic {
    static func duplicateName(
        _ name: String,
        _ kind: String,
        at span: Span,
        first: Span
    ) -> Diagnostic {
        Diagnostic(
            .badId,
            "the \(kind) `\(name)` is declared twice",
            at: span,
            label: "declared again",
            labels: [Label(first, "first declared here")]
        )
    }
}
