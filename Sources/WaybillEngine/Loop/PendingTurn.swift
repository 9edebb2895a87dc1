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

    /// The events that it keeps; of those that are one, the first that stays.
    private(set) var kept: [CloudEvent.Identity: CloudEvent] = [:]

    /// The events that somebody refuses in this turn.
    private var refused: Set<CloudEvent.Identity> = []

    /// The events that an operator drops in this turn; each may come again in it.
    private(set) var dropped: Set<CloudEvent.Identity> = []

    init(time: Timestamp) { self.time = time }

    /// Has an event kept, in place of one that was refused.
    mutating func keep(_ event: KeptEvent) {
        let identity = event.event.identity
        if isRefused(identity) { forget(identity) }
        turn.keptEvents.append(event)
        kept[identity] = kept[identity] ?? event.event
    }

    /// Notes why somebody could not take an event.
    mutating func refuse(_ event: CloudEvent.Identity, because reason: String) {
        turn.refusedEvents.append(Turn.Refused(event, because: reason))
        refused.insert(event)
    }

    /// Whether an event was refused in this turn, and taken by no run.
    func isRefused(_ event: CloudEvent.Identity) -> Bool {
        refused.contains(event) && !taken.contains(event)
    }

    /// Removes an event, whether the turn or the journal keeps it.
    mutating func drop(_ event: CloudEvent.Identity, reason: String) {
        forget(event)
        turn.droppedEvents.append(Turn.Dropped(event, reason: reason))
        dropped.insert(event)
    }

    /// Takes an event, and what became of it, out of the turn.
    private mutating func forget(_ event: CloudEvent.Identity) {
        if kept.removeValue(forKey: event) != nil {
            turn.keptEvents.removeAll { $0.event.identity == event }
        }
        if refused.remove(event) != nil { turn.refusedEvents.removeAll { $0.event == event } }
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
