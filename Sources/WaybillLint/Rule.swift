import WaybillDiagnostics
import WaybillModel

/// Something to be held of every step. Rules are asked together in one walk over the graph.
struct Rule: Sendable {
    let check: @Sendable (Node, LintContext) -> [Diagnostic]

    init(_ check: @escaping @Sendable (Node, LintContext) -> [Diagnostic]) { self.check = check }
}

extension Rule {
    /// The rules for steps that can be reached; of others there is no more to say than that.
    static let all: [Rule] =
        compensation + [compensationCanGiveUp] + lists + pivot + afterPivot + retry + time
        + worstCase + conditions + [uncaughtCode, unusedOutput] + expressions

    /// Those that look neither at the values passed on, which may be missing in a draft, nor for
    /// what another way would bring: mending an error may add ways, and takes none away.
    static let ofDrafts: [Rule] =
        compensation + [compensationCanGiveUp, effectInRace] + pivot + afterPivot + retry + time
        + worstCase + conditions
}
