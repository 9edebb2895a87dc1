import CEL
import WaybillInterpreter
import WaybillModel

/// What an in-memory journal holds.
struct InMemoryContents {
    var definitions: [DefinitionDigest: StoredDefinition] = [:]
    var events: [RunID: [Int: RecordedEvent]] = [:]
    /// In the order they were first recorded.
    private(set) var runs: [RunRecord] = []
    private(set) var inbox = InMemoryInbox()
    private(set) var kept: [KeptEvent] = []
    /// Published events that are not delivered, in the order published.
    private(set) var outbox: [OutboxEntry] = []
    private(set) var registrations: [WorkflowName: Registration] = [:]
    private var lastPosition: Int64 = 0
    private(set) var taken: [Turn.Taken] = []
    var hasNews = false
    private var indices: [RunID: Int] = [:]
    private var keptIndices: [CloudEvent.Identity: Int] = [:]
    private var takenEvents: Set<CloudEvent.Identity> = []
    private var dropped: Set<CloudEvent.Identity> = []

    var isEmpty: Bool {
        definitions.isEmpty && events.isEmpty && runs.isEmpty && inbox.entries.isEmpty
            && kept.isEmpty && taken.isEmpty && registrations.isEmpty
    }

    /// By the time they started; of two that started together, as they were recorded.
    var runsByStart: [RunRecord] {
        runs.enumerated()
            .sorted { ($0.element.startedAt, $0.offset) < ($1.element.startedAt, $1.offset) }
            .map(\.element)
    }

    /// The run with that key that started last.
    func latestRun(of workflow: WorkflowName, key: String) -> RunRecord? {
        runs.enumerated()
            .filter { $0.element.workflow == workflow && $0.element.key == key }
            .max { ($0.element.startedAt, $0.offset) < ($1.element.startedAt, $1.offset) }?
            .element
    }

    /// Throws when the turn appends an event that is there, or one twice.
    func refuseDuplicates(in turn: Turn) throws(JournalError) {
        var seen: [RunID: Set<Int>] = [:]
        for append in turn.events {
            for event in append.events {
                let isNew = seen[append.run, default: []].insert(event.sequence).inserted
                guard isNew, events[append.run]?[event.sequence] == nil else {
                    throw .duplicateEvent(run: append.run, sequence: event.sequence)
                }
            }
        }
    }

    mutating func add(_ turn: Turn) {
        for definition in turn.definitions where definitions[definition.digest] == nil {
            definitions[definition.digest] = definition
        }
        for append in turn.events {
            for recorded in append.events {
                events[append.run, default: [:]][recorded.sequence] = recorded
                guard case .eventEmitted(_, let event) = recorded.event else { continue }
                lastPosition += 1
                let position = OutboxPosition(rawValue: lastPosition)
                outbox.append(OutboxEntry(position: position, run: append.run, event: event))
            }
        }
        for run in turn.runs { record(run) }
        for answer in turn.answers { inbox.answer(answer) }
        addEvents(of: turn)
        addDeliveries(of: turn)
        for registration in turn.registrations {
            registrations[registration.workflow] = registration
        }
        for workflow in turn.unregistered { registrations[workflow] = nil }
        for events in turn.reofferedEvents { offerAgain(events) }
    }

    private mutating func addDeliveries(of turn: Turn) {
        if !turn.deliveries.isEmpty {
            let delivered = Set(turn.deliveries)
            outbox.removeAll { delivered.contains($0.position) }
        }
        for failed in turn.failedDeliveries {
            guard let index = outbox.firstIndex(where: { $0.position == failed.position }) else {
                continue
            }
            outbox[index] = outbox[index].failed(because: failed.reason)
        }
    }

    private mutating func addEvents(of turn: Turn) {
        dropped.formUnion(turn.droppedEvents.map(\.event))
        for event in turn.keptEvents { keep(event) }
        for taken in turn.takenEvents where !self.taken.contains(taken) {
            self.taken.append(taken)
            takenEvents.insert(taken.event)
        }
        for event in turn.offeredEvents {
            change(event) { $0.with(isOffered: true, refusal: nil) }
        }
        for refused in turn.refusedEvents {
            change(refused.event) { $0.with(isOffered: $0.isOffered, refusal: refused.reason) }
        }
        if let time = turn.forgetsEventsBefore { forgetEvents(before: time) }
    }

    private mutating func forgetEvents(before time: Timestamp) {
        let takenByNow = Set(taken.map(\.event))
        let forgotten = kept.filter { kept in
            let identity = kept.event.identity
            return kept.keptAt < time && kept.isOffered && !dropped.contains(identity)
                && (kept.origin == .run || takenByNow.contains(identity))
        }
        .prefix(Turn.mostForgotten).map(\.event.identity)
        let identities = Set(forgotten)
        kept.removeAll { identities.contains($0.event.identity) }
        taken.removeAll { identities.contains($0.event) }
        keptIndices = Dictionary(
            kept.enumerated().map { ($0.element.event.identity, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private mutating func keep(_ event: KeptEvent) {
        let identity = event.event.identity
        if let index = keptIndices[identity] {
            guard event.origin == .outside, !takenEvents.contains(identity),
                kept[index].refusal != nil || dropped.contains(identity)
            else { return }
            kept.remove(at: index)
            for (index, kept) in kept.enumerated() { keptIndices[kept.event.identity] = index }
        }
        dropped.remove(identity)
        keptIndices[identity] = kept.count
        kept.append(event)
    }

    private mutating func change(
        _ event: CloudEvent.Identity,
        _ change: (KeptEvent) -> KeptEvent
    ) {
        guard let index = keptIndices[event] else { return }
        kept[index] = change(kept[index])
    }

    private mutating func offerAgain(_ events: Turn.Reoffer) {
        kept = kept.map { kept in
            let isMeant =
                kept.event.type == events.type && kept.keptAt >= events.since
                && !takenEvents.contains(kept.event.identity)
                && !dropped.contains(kept.event.identity)
            return isMeant ? kept.with(isOffered: false, refusal: kept.refusal) : kept
        }
    }

    /// Those that may be for a run that begins to await one, in the order they came.
    func keptEvents(for search: KeptEventSearch) -> [KeptEvent] {
        kept.filter { kept in
            let isTaken = takenEvents.contains(kept.event.identity)
            return search.types.contains(kept.event.type) && kept.keptAt >= search.since
                && (!isTaken || kept.keptAt >= search.takenSince)
                && !dropped.contains(kept.event.identity) && search.matches(kept.event.data)
        }
    }

    /// Those that match, in the order they came.
    func keptEvents(matching filter: KeptEventFilter) -> [KeptEvent] {
        kept.filter { kept in
            let identity = kept.event.identity
            return !dropped.contains(identity)
                && (filter.type == nil || kept.event.type == filter.type)
                && (filter.origin == nil || kept.origin == filter.origin)
                && (filter.isTaken == nil || filter.isTaken == takenEvents.contains(identity))
        }
    }

    func run(_ id: RunID) -> RunRecord? { indices[id].map { runs[$0] } }

    private mutating func record(_ run: RunRecord) {
        if let index = indices[run.id] {
            runs[index] = run
        } else {
            indices[run.id] = runs.count
            runs.append(run)
        }
    }

    mutating func submit(_ message: InboxMessage) throws(JournalError) -> InboxID {
        let id = try inbox.submit(message)
        hasNews = true
        return id
    }
}

extension KeptEvent {
    /// The same, after or before the runs of the store were offered it.
    fileprivate func with(isOffered: Bool, refusal: String?) -> KeptEvent {
        KeptEvent(
            event,
            from: origin,
            keptAt: keptAt,
            isOffered: isOffered,
            refusal: refusal
        )
    }
}

extension OutboxEntry {
    /// The same, after one more delivery that failed.
    fileprivate func failed(because reason: String) -> OutboxEntry {
        OutboxEntry(
            position: position,
            run: run,
            event: event,
            attempts: attempts + 1,
            lastError: reason
        )
    }
}
