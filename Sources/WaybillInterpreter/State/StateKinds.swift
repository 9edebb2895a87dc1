import WaybillModel

// What lists, operations and undos are doing, without what goes with it: the states of the tables
// of transitions.

extension Frame.Activity {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case at, calling, waiting, awaiting, received, runningChild, locking, inside, betweenRounds
        case unwinding, attemptFailed, backingOff, failed, undoing, finishing, raising, uncaught
        case ended, compensating, compensated, parked, finished
    }

    package var kind: Kind {
        switch self {
        case .at: .at
        case .calling: .calling
        case .waiting: .waiting
        case .awaiting: .awaiting
        case .runningChild: .runningChild
        case .locking: .locking
        case .received: .received
        case .inside: .inside
        case .betweenRounds: .betweenRounds
        case .unwinding: .unwinding
        case .attemptFailed: .attemptFailed
        case .backingOff: .backingOff
        case .failed: .failed
        case .undoing: .undoing
        case .finishing: .finishing
        case .raising: .raising
        case .uncaught: .uncaught
        case .ended: .ended
        case .compensating: .compensating
        case .compensated: .compensated
        case .parked: .parked
        case .finished: .finished
        }
    }
}

extension Operation.Phase {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case ready, running, failed, backingOff, givenUp
    }

    package var kind: Kind {
        switch self {
        case .ready: .ready
        case .running: .running
        case .failed: .failed
        case .backingOff: .backingOff
        case .givenUp: .givenUp
        }
    }
}

extension SagaEntry.Undo {
    package enum Kind: Hashable, Sendable, CaseIterable {
        case notStarted, running, done, gaveUp, skipped
    }

    package var kind: Kind {
        switch self {
        case .notStarted: .notStarted
        case .running: .running
        case .done: .done
        case .gaveUp: .gaveUp
        case .skipped: .skipped
        }
    }
}
