import CEL
import DequeModule
import OrderedCollections
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// A turn in the making: what it will commit, and what is to be done once that is durable.
struct PendingTurn {
    var time: Timestamp
    var turn = Turn()
    /// How many events of runs it records so far.
    var recordedCount = 0
    /// The runs that something happened to.
    var touched: OrderedSet<RunID> = []
    /// Child runs, and runs that have some, that something happened to: those beside them are to
    /// hear of it.
    var relatives: Deque<RunID> = []
    /// Answers to those who asked.
    var replies: [@Sendable () -> Void] = []
    /// The attempts that begin in this turn; each has taken a place at its handler.
    var started: [SentAttempt] = []

    /// The runs whose locks changed.
    var lockChanges: OrderedSet<RunID> = []

    /// The events that runs take in this turn.
    private(set) var taken: Set<CloudEvent.Identity> = []

    /// The events that it keeps; of those that are one, the first.
    private(set) var kept: [CloudEvent.Identity: CloudEvent] = [:]

    init(time: Timestamp) { self.time = time }

    /// Has an event kept.
    mutating func keep(_ event: KeptEvent) {
        turn.keptEvents.append(event)
        kept[event.event.identity] = kept[event.event.identity] ?? event.event
    }

    /// Whether an event that it keeps was refused, and taken by no run.
    func isRefused(_ event: CloudEvent.Identity) -> Bool {
        !taken.contains(event) && turn.refusedEvents.contains { $0.event == event }
    }

    /// Notes that a run takes an event.
    mutating func take(_ event: CloudEvent, by run: RunID) {
        turn.takenEvents.append(Turn.Taken(event.identity, by: run))
        taken.insert(event.identity)
    }
}

/// A run that is in memory. An object, so that its state is folded where it stands and never copied;
/// only the loop holds it.
final class ActiveRun {
    var state: RunState
    var record: RunRecord
    /// Events of the turn in the making.
    var recorded: [RecordedEvent] = []
    /// Their places among all that the turn records.
    var places: [Int] = []

    init(state: RunState, record: RunRecord) {
        self.state = state
        self.record = record
    }
}
