import WaybillModel

/// Where the ways to a place stand to the run's pivot.
struct PivotPassage: Hashable, Sendable {
    /// The pivots passed on some way, in the order of the file.
    let pivots: [NodeID]
    /// Whether every way passes one.
    let isCertain: Bool

    /// No way has passed one.
    static let ahead = PivotPassage(pivots: [], isCertain: false)

    /// How the run ends is decided: nothing is undone any more, whether a pivot was passed or not.
    static let ended = PivotPassage(pivots: [], isCertain: true)

    /// Whether some way passes one.
    var isPossible: Bool { !pivots.isEmpty }

    /// The same after a pivot.
    func passing(_ pivot: NodeID) -> PivotPassage {
        PivotPassage(pivots: Set(pivots).union([pivot]).sorted(), isCertain: true)
    }

    /// Where two ways meet.
    func joined(with other: PivotPassage) -> PivotPassage {
        PivotPassage(
            pivots: Set(pivots).union(other.pivots).sorted(),
            isCertain: isCertain && other.isCertain
        )
    }
}

/// Finds where the ways stand to the pivot.
struct PivotAnalysis: FlowAnalysis {
    func joined(_ left: PivotPassage, _ right: PivotPassage) -> PivotPassage {
        left.joined(with: right)
    }

    func after(_ node: Node, _ before: PivotPassage) -> PivotPassage {
        node.isPivot ? before.passing(node.id) : before
    }
}
