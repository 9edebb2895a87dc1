import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Decisions by policies.
extension WorkflowBuilder {
    /// An allocation; `nil`, with a finding, when something is wrong with its policy or with what it is
    /// given.
    func allocate(_ declaration: AllocateDeclaration, _ visit: StepVisit) -> BuiltAction? {
        let policy = self.policy(declaration.policy)
        func given(_ name: String, _ node: YAMLNode?, _ shape: ValueType) -> Template? {
            node.map { node in
                var compiler = TemplateCompiler(
                    expressions: expressions,
                    place: visit.place,
                    purpose: .value("what `allocate` is given")
                )
                compiler.path = name
                return compiler.compile(node, readAs: shape)
            }
        }
        let order = given("order", declaration.order, .record(AllocationShape.order))
        let sites = given("sites", declaration.sites, .list(.record(AllocationShape.site)))
        let services = given(
            "services",
            declaration.services,
            .list(.record(AllocationShape.service))
        )
        let allocated = given(
            "allocated",
            declaration.allocated,
            .list(.record(AllocationShape.allocated))
        )
        guard let policy, let order, let sites, let services else { return nil }
        let types = ConstraintTypes(order: order.type, sites: sites.type, services: services.type)
        let constraints = expressions.compile(
            policy.constraints,
            over: types,
            usedAt: declaration.policy.span
        )
        guard let constraints, let rules = policy.policy else { return nil }
        return BuiltAction(
            action: .allocate(
                Allocate(
                    policy: rules,
                    constraints: constraints,
                    order: order,
                    sites: sites,
                    services: services,
                    allocated: allocated,
                    span: declaration.policy.span
                )
            ),
            output: .record(AllocationShape.plan(lines: types.line))
        )
    }

    /// A policy by its name; `nil`, with a finding, when there is none.
    private func policy(_ name: Located<PolicyName>) -> PolicyDeclaration? {
        if let policy = namespace.policies[name.value] {
            policyUses.note(name.span, of: policy.name.span)
            return policy
        }
        if !namespace.isIncomplete {
            let known = namespace.policies.keys.sorted()
            findings.reportMissing(.unknownPolicy(name, known: known))
        }
        return nil
    }
}

extension Diagnostic {
    fileprivate static func unknownPolicy(_ name: Located<PolicyName>, known: [PolicyName])
        -> Diagnostic
    {
        let guess = Guess(name.value.rawValue, among: known.map(\.rawValue))
        return Diagnostic(
            .unknownHandler,
            "there is no policy `\(name.value)`",
            at: name.span,
            label: "unknown policy",
            help: guess.name == nil
                ? ["declare it under `policies`, or `use` a file that does"] : guess.help,
            edits: guess.edits(at: name.span)
        )
    }
}
