import CEL
import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// What holds of the expressions of a step.
    static let expressions: [Rule] = [
        Rule { node, _ in node.programs.compactMap(Diagnostic.costBound) }
    ]
}

extension Linter {
    /// The findings about the expressions that stand outside the steps.
    static func lint(expressionsOf workflow: Workflow) -> [Diagnostic] {
        let programs = [workflow.key].compactMap(\.self) + workflow.invariants.map(\.condition)
        return programs.compactMap(Diagnostic.costBound)
    }
}

extension Diagnostic {
    /// WB0307; `nil` when the expression stays under the limit, whatever it is given.
    fileprivate static func costBound(_ program: Program) -> Diagnostic? {
        let limit = EvaluationLimits.standard.cost
        let bound = program.costBound()
        guard bound > limit else { return nil }
        let assumed = CostAssumptions.standard
        return Diagnostic(
            .costBound,
            "this expression may do more work than its limit of \(limit) units allows",
            at: program.source.whole,
            label: bound == .max ? "nothing bounds its work" : "up to \(bound) units",
            notes: [
                "each list and map is counted with \(assumed.count) entries, each text with "
                    + "\(assumed.textSize) bytes"
            ],
            help: [
                "go through less: compute what does not change in a `set` step before, and look things up in a map instead of searching a list for each element of another"
            ]
        )
    }
}
