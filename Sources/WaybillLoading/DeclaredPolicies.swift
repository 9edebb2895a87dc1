package import WaybillDiagnostics
package import WaybillModel

/// The policies that a file declares, for deciding outside of a run.
package struct DeclaredPolicies {
    /// The names of its policies, in its order.
    package let names: [PolicyName]
    /// The files of the policies that it sees by `use` alone.
    package let used: [PolicyName: String]
    /// Everything that is wrong with the file.
    package let errors: [Diagnostic]
    private let policies: [PolicyName: (AllocationPolicy, [AllocationConstraint])]

    /// The policies of a file. Their constraints are checked as far as that can be done without a
    /// step: what data they are held against is not known.
    package init(path: String, reading: FileReading = .disk) {
        let findings = Findings()
        let file = SourceFiles(reading: reading, findings: findings).entry(path)
        let declared = file?.declaration?.policies ?? []
        let compiler = ExpressionCompiler(findings: findings) { _ in .none }
        var policies: [PolicyName: (AllocationPolicy, [AllocationConstraint])] = [:]
        for declaration in declared {
            let constraints = compiler.compile(
                declaration.constraints,
                over: .unknown,
                usedAt: nil
            )
            if let policy = declaration.policy, let constraints {
                policies[policy.name] = (policy, constraints)
            }
        }
        let names = declared.map(\.name.value)
        self.names = names
        used = (file?.namespace.policies ?? [:]).filter { !names.contains($0.key) }
            .mapValues(\.name.span.source.name)
        self.policies = policies
        errors = findings.all.filter { $0.severity == .error }
    }

    /// A policy with its constraints; `nil` when there is none of the name, or something is wrong with
    /// it.
    package func policy(_ name: PolicyName) -> (
        policy: AllocationPolicy, constraints: [AllocationConstraint]
    )? {
        policies[name]
    }
}
