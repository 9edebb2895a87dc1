/// How far one step of a run is. A step that was run several times stands as it does now.
package enum StepProgress: String, Hashable, Sendable, CaseIterable {
    case notReached
    case done
    /// Its `when` did not hold.
    case skipped
    case active
    /// For an event or a time.
    case waiting
    /// An attempt failed and another will follow.
    case retrying
    case failed
    /// It failed, and a catch rule went on from there.
    case caught
    case undone
    /// An operator has to say how it goes on.
    case parked
}
