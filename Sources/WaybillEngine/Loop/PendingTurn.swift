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

    init(time: Timestamp) { self.time = time }
}

/// A run that is in memory. An object, so that its state is folded where it stands and never copied;
/// only the loop holds it.
final class ActiveRun {
    var state: RunState
    var record: RunRecord
    /// Events of the turn in the making.
    var recorded: [RecordedEvent] = []
    /// Awaits for which kept events have been looked through.
    var searched: Set<StepPath> = []

    init(state: RunState, record: RunRecord) {
        self.state = state
        self.record = record
    }
}
