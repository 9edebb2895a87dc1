import CEL
import WaybillDiagnostics
import WaybillModel

extension ExpressionCompiler {
    /// The constraints of a policy over data of these types; `nil`, with findings, when something is
    /// wrong with one. `user` is the name of the policy in the step that gives the data.
    func compile(
        _ constraints: [PolicyDeclaration.Constraint],
        over types: ConstraintTypes,
        usedAt user: Span?
    ) -> [AllocationConstraint]? {
        let place = ExpressionPlace.constraint(over: types, usedAt: user)
        let compiled = constraints.compactMap { constraint in
            compile(constraint.condition, at: place, expecting: .bool).map { program in
                AllocationConstraint(
                    id: constraint.id,
                    subject: .init(of: program),
                    condition: program
                )
            }
        }
        return compiled.count == constraints.count ? compiled : nil
    }
}

extension AllocationConstraint.Subject {
    /// The smallest part of a decision that a condition is about.
    fileprivate init(of condition: Program) {
        self = condition.reads(.line) ? .line : condition.reads(.service) ? .service : .site
    }
}
