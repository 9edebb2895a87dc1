/// The status of a run, as people read it.
package enum RunStatus: String, Hashable, Sendable, CaseIterable {
    case running
    /// Nothing is to be done until an event or a time comes.
    case waiting
    /// What was done is being undone.
    case compensating
    /// An operator has to say how it goes on.
    case parked
    case completed
    case compensated
    case failed
    case cancelled

    /// Whether the run is over.
    package var isFinal: Bool {
        switch self {
        case .running, .waiting, .compensating, .parked: false
        case .completed, .compensated, .failed, .cancelled: true
        }
    }
}
