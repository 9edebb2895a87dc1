import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// A turn in the making: what it will commit, and what is to be done once that is durable.
struct PendingTurn {
    let time: Timestamp
    var turn = Turn()
    /// The runs that something happened to.
    var touched: OrderedSet<RunID> = []
    /// Answers to those who asked.
    var replies: [@Sendable () -> Void] = []
    /// Refusals to orders that cannot be kept if the commit fails.
    var refusals: [@Sendable (JournalError) -> Void] = []
    /// Handlers at which attempts of this turn took a place.
    var started: [HandlerName] = []
    /// Handlers at which answers of this turn gave a place back.
    var answered: [HandlerName] = []

    init(time: Timestamp) { self.time = time }
}

/// A run that is in memory.
struct ActiveRun {
    var state: RunState
    var record: RunRecord
    /// Events of the turn in the making.
    var recorded: [RecordedEvent] = []
    /// Awaits for which kept events have been looked through.
    var searched: Set<StepPath> = []
}
