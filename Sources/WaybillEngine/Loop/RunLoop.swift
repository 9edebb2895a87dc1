import CEL
import DequeModule
import OrderedCollections
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// The embedded driver's loop: it owns the journal and the states of the runs, on a thread of its
/// own. A turn takes all that has arrived, folds it in, commits once, and then lets effects out.
/// While the disk is busy the next batch gathers, so that no timer decides how large it is.
final class RunLoop {
    /// How often the inbox is looked at for what other processes wrote.
    static let inboxInterval = Duration.milliseconds(50)
    /// How long to wait for room on a full disk before a turn is tried again.
    static let commitRetrySeconds = 1.0
    /// How long attempts that are out may take to answer once the loop is to stop.
    static let farewell = Duration.seconds(5)
    /// How many runs are kept in memory; those that rest are dropped beyond it.
    static let residentRuns = 10_000

    /// How often events that are over are forgotten, at most.
    static let forgettingInterval = Duration.seconds(60)

    let journal: any Journal
    let clock: Clock
    let mailbox: Mailbox
    let dispatcher: Dispatcher
    /// `nil` when published events stay in the store.
    let courier: Courier?
    let loadWorkflow: WorkflowLoading
    let handlers: HandlerRegistry
    private let tellPassedOver: @Sendable (RunID, JournalError) -> Void

    var runs: [RunID: ActiveRun] = [:]
    var workflows: [DefinitionDigest: Workflow] = [:]
    /// The runs of which an event could not be read.
    private(set) var passedOver: Set<RunID> = []
    var sent: [RunID: Set<SentAttempt>] = [:]
    /// The definitions that the journal is known to have.
    var stored: Set<DefinitionDigest> = []
    var due = DueTimes()
    var room: HandlerRoom
    var locks = LockTable()
    var subscriptions = SubscriptionTable()
    /// Of each run, the awaits for which kept events have been looked through.
    var searched: [RunID: Set<StepPath>] = [:]
    var lanes = DeliveryLanes()
    /// Events that runs published in this turn and that the runs of the store were not offered yet.
    var published: Deque<CloudEvent> = []
    /// When events that are over are forgotten next.
    var nextForgetting = Timestamp.earliest
    /// Whether the journal may have published events that were not offered.
    var mayHaveUnoffered = true
    /// The workflows that events start, by name; `nil` until read.
    var registered: [Workflow]?
    var observers: [RunObserver] = []
    var pending = PendingTurn(time: .earliest)
    var isRecovered = false
    var inboxMayHaveMore = true
    /// Set by a read of the journal that failed; the turn then fails.
    var readFailure: JournalError?
    var isStopping = false
    /// Whether child runs and the runs they belong to are being told of each other.
    var isSettlingRelatives = false
    private var turnBegan = ContinuousClock.now
    var random = SystemRandomNumberGenerator()

    init(_ parts: EngineParts, mailbox: Mailbox, dispatcher: Dispatcher, courier: Courier?) {
        journal = parts.journal
        clock = parts.clock
        loadWorkflow = parts.loadWorkflow
        handlers = parts.handlers
        tellPassedOver = parts.passOver
        room = HandlerRoom { [handlers] in handlers.concurrency(of: $0) }
        self.mailbox = mailbox
        self.dispatcher = dispatcher
        self.courier = courier
    }

    /// Recovers what was unfinished, then takes turns until told to stop. Throws when the store
    /// fails, or belongs to another runner by now.
    func run() throws(JournalError) {
        try turn(mailbox.take(waitingAtMost: .zero))
        while !isStopping { try turn(mailbox.take(waitingAtMost: waitingTime)) }
        let deadline = ContinuousClock.now.advanced(by: Self.farewell)
        while !sent.isEmpty || isDelivering, ContinuousClock.now < deadline {
            try turn(mailbox.take(waitingAtMost: waitingTime))
        }
    }

    private func turn(_ messages: [Message]) throws(JournalError) {
        beginTurn()
        do {
            if !isRecovered { try recover() }
            for message in messages { take(message) }
            fireTimers()
            try readInbox()
            admit()
            grantLocks()
            try offerEvents()
            try commit()
        } catch .diskFull(let path) {
            return takeBack(messages, because: .diskFull(path: path))
        } catch {
            // Whoever asked is told when the loop has ended.
            for message in messages { mailbox.post(message) }
            throw error
        }
        letEffectsOut()
        try sendEvents()
    }

    private var isDelivering: Bool { courier != nil && !lanes.isAtRest }

    private var waitingTime: Duration {
        if mayHaveUnoffered { return .zero }
        guard let first = due.first else { return Self.inboxInterval }
        return max(.zero, min(first.duration(since: clock.now()), Self.inboxInterval))
    }

    private func beginTurn() {
        // The journal's time never runs backwards. When the machine's clock is set back, time goes
        // on from where it was, so that no timer stands still until the clock has caught up.
        let elapsed = turnBegan.duration(to: .now)
        turnBegan = .now
        let wall = clock.now()
        let time = wall >= pending.time ? wall : pending.time.advanced(by: elapsed)
        pending = PendingTurn(time: time)
        readFailure = nil
    }

    private func take(_ message: Message) {
        switch message {
        case .submit(let order, let reply): submit(order, reply: reply)
        case .request(let request, let run, let reply):
            let verdict = carryOut(request, on: run)
            pending.replies.append { reply(verdict) }
        case .deliver(let event, let reply):
            let verdict = deliver(event)
            pending.replies.append { reply(verdict) }
        case .answered(let attempt, let answer): take(answer, to: attempt)
        case .delivered(let entry, let failure): take(failure, of: entry)
        case .register(let workflow, let reply):
            let verdict = register(workflow.workflow.name, workflow.definition)
            pending.replies.append { reply(verdict) }
        case .observe(let observer): observers.append(observer)
        case .synchronize(let reply): pending.replies.append { reply(()) }
        case .stop: isStopping = true
        }
    }

    /// Leaves a run, or what it published, as it is, since it cannot be read.
    func passOver(_ run: RunID, because error: JournalError) {
        if passedOver.insert(run).inserted { tellPassedOver(run, error) }
    }

    /// Makes the turn durable.
    private func commit() throws(JournalError) {
        if let readFailure { throw readFailure }
        for id in pending.touched { describe(id) }
        forgetEvents()
        if !pending.turn.isEmpty { try journal.commit(pending.turn) }
    }

    /// Lets the effects of a turn out that is durable. Whoever asked is answered once, so nothing
    /// here may fail.
    private func letEffectsOut() {
        if !pending.turn.reofferedEvents.isEmpty { mayHaveUnoffered = true }
        isRecovered = true
        publish(pending.touched.compactMap(release))
        for reply in pending.replies { reply() }
        giveBackUnused()
        evict()
        if pending.turn.hasPublished { lanes.mayHaveMore = true }
    }
}
