import CEL
import WaybillInterpreter
import WaybillModel

/// What an in-memory journal holds.
struct InMemoryContents {
    var definitions: [DefinitionDigest: StoredDefinition] = [:]
    var events: [RunID: [Int: RecordedEvent]] = [:]
    /// In the order they were first recorded.
    private(set) var runs: [RunRecord] = []
    var inbox: [InboxEntry] = []
    var verdicts: [InboxID: InboxVerdict] = [:]
    var kept: [CloudEvent] = []
    var taken: [Turn.Taken] = []
    var hasNews = false
    private var indices: [RunID: Int] = [:]
    private var submittedEvents: [CloudEvent.Identity: InboxID] = [:]

    var isEmpty: Bool {
        definitions.isEmpty && events.isEmpty && runs.isEmpty && inbox.isEmpty && kept.isEmpty
            && taken.isEmpty
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

    /// Those with a timer that is due by then, the earliest first.
    func runs(dueBy time: Timestamp) -> [RunRecord] {
        runs.enumerated()
            .compactMap { index, run in run.nextDue.map { (due: $0, index: index, run: run) } }
            .filter { $0.due <= time }
            .sorted { ($0.due, $0.index) < ($1.due, $1.index) }
            .map(\.run)
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
            for event in append.events { events[append.run, default: [:]][event.sequence] = event }
        }
        for run in turn.runs { record(run) }
        for answer in turn.answers { verdicts[answer.id] = answer.verdict }
        for event in turn.keptEvents where !kept.contains(where: { $0.identity == event.identity })
        {
            kept.append(event)
        }
        for taken in turn.takenEvents where !self.taken.contains(taken) { self.taken.append(taken) }
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

    mutating func submit(_ message: InboxMessage) -> InboxID {
        let id = InboxID(rawValue: Int64(inbox.count + 1))
        if case .event(let event) = message {
            if let first = submittedEvents[event.identity] { return first }
            submittedEvents[event.identity] = id
        }
        inbox.append(InboxEntry(id: id, message: .success(message)))
        hasNews = true
        return id
    }
}
