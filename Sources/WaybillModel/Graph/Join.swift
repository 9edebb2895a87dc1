package import CEL

/// How many of the lists that a step runs side by side must reach their end for the step to be
/// done.
package enum Join: Sendable {
    case all
    /// That many; `any` is one.
    case count(Int)
    /// An int, computed when the step begins.
    case computed(Program)

    /// How many of so many lists it takes at least.
    package func least(of count: Int) -> Int {
        switch self {
        case .all: count
        case .count(let number): number
        case .computed: 0
        }
    }
}

/// What the failure of a list means for those beside it, once the step can no longer be done.
package enum FailureMode: String, Hashable, Sendable, CaseIterable {
    /// They are cancelled.
    case stop
    /// They finish first.
    case wait
}
