package import WaybillInterpreter
package import WaybillModel

/// Which runs hold the locks that some wait for.
package struct LockHolders: Sendable {
    private var runs: [LockName: [RunID]] = [:]

    package init() {}

    /// The locks that runs wait for.
    package static func names(awaitedBy states: some Sequence<RunState>) -> Set<LockName> {
        Set(states.flatMap { $0.locks.map(\.value).filter { !$0.isHeld }.map(\.name) })
    }

    /// Notes what a run holds.
    package mutating func note(_ state: RunState) {
        for claim in state.locks.map(\.value) where claim.isHeld {
            runs[claim.name, default: []].append(state.id)
        }
    }

    /// The runs that hold a lock, in the order noted.
    package subscript(name: LockName) -> [RunID] { runs[name] ?? [] }
}
