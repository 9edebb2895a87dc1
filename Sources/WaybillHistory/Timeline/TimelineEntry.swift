package import CEL
package import WaybillInterpreter
import WaybillModel

/// Something that happened in a run, as a person tells it: a step with all its attempts, an undo, a
/// request of an operator.
package struct TimelineEntry: Sendable {
    /// What it tells of. The names are stable: programs read them.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case start
        case skip
        case call
        case route
        case set
        /// What a policy decided.
        case allocate
        case wait
        case await
        /// An event was published.
        case emit
        /// A scope waits for its lock.
        case lock
        /// A child run.
        case run
        case scope
        case parallel
        case forEach = "for_each"
        case `repeat`
        case fail
        case finish
        /// An operator has to say how it goes on.
        case parked
        /// What was done is undone.
        case compensation
        /// The call is asked again, only to learn whether it took effect.
        case settling
        case undo
        /// A scope or the run took too long.
        case timeout
        case `operator`
        /// Something that an operator should look at.
        case warning
        /// How the run ends is decided, and steps follow.
        case ending
        case end
    }

    /// What became of it.
    package enum Result: String, Hashable, Sendable, CaseIterable {
        /// It happened, and there is nothing to become of it.
        case noted
        case ongoing
        case succeeded
        case failed
        /// It failed, and a catch rule went on from there.
        case caught
    }

    /// The place, in the run's journal, of the event it begins with.
    package let sequence: Int
    package let time: Timestamp
    /// Since the run started.
    package let offset: Duration
    /// `nil` for the run as a whole.
    package let path: StepPath?
    package let kind: Kind
    package internal(set) var result: Result
    package internal(set) var text: String
    /// How long it took; `nil` while it is ongoing, and for what takes no time.
    package internal(set) var duration: Duration?
    /// The number of its last attempt; 0 for what is not attempted.
    package internal(set) var attempts = 0
    package internal(set) var error: StepError?
    package internal(set) var lines: [Line] = []
    /// Whether it waits for what other runs, or people, do, or follows from it.
    var waitsForOthers = false
    /// What it brings about, for other steps or runs.
    var effect: Cause?
    /// What brought it about, if that was another step or run.
    var cause: Cause?
    /// The place, in the run's journal, of the event it ends with.
    var endSequence: Int?

    /// When it is to be told in a story of several runs: what another brings about comes after what
    /// that other did.
    var toldAt: Timestamp {
        waitsForOthers ? time.advanced(by: duration ?? .zero) : time
    }

    /// The place in the run's journal at which it is told then.
    var toldSequence: Int { waitsForOthers ? endSequence ?? sequence : sequence }

    /// What one run, or step, brings about for another.
    enum Cause: Hashable {
        case event(CloudEvent.Identity)
        case end(RunID, RunStatus)
    }

    /// Something that happened on the way, such as an attempt that failed.
    package struct Line: Sendable {
        package enum Kind: String, Hashable, Sendable, CaseIterable {
            case attemptSucceeded = "attempt_succeeded"
            case attemptFailed = "attempt_failed"
            /// The process ended while the attempt was out.
            case interrupted
            /// The attempt was sent again, with the same key, by the next process.
            case resent
            case caught
            /// What an event or an operator brought, or a policy decided.
            case data
        }

        /// The place, in the run's journal, of the event that it tells.
        let sequence: Int
        package let time: Timestamp
        package let offset: Duration
        package let kind: Kind
        package internal(set) var text: String
        package let attempt: Int?
        package let error: StepError?
        /// When the attempt after it is due.
        package internal(set) var retryAt: Timestamp?
    }
}
