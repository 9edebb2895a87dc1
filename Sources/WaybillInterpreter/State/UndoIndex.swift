import OrderedCollections
import WaybillModel

/// What undoing looks for in a saga, so that it need not look through all of it after each fact.
struct UndoIndex: Sendable {
    /// That something was learnt of an entry.
    struct Fact: Sendable {
        let sequence: Int
        let path: StepPath
    }

    /// In the order recorded. Some are not the last about their entry any more.
    fileprivate(set) var facts: [Fact] = []
    /// The entries that had attempts which were never answered.
    fileprivate(set) var unanswered: Set<StepPath> = []
}

extension RunState {
    /// Notes that something was learnt of an entry of the saga just now.
    mutating func noteLastFact(about path: StepPath) {
        guard saga[path] != nil else { return }
        saga[path]?.lastFact = sequence
        undoIndex.facts.append(UndoIndex.Fact(sequence: sequence, path: path))
        // What is no longer true must not outgrow what is.
        if undoIndex.facts.count > 4 * saga.count + 64 {
            let facts = undoIndex.facts.filter(isLast)
            undoIndex.facts = facts
        }
    }

    /// Notes an attempt that was never answered and may still take effect.
    mutating func noteUnanswered(_ attempt: UnansweredAttempt, of path: StepPath) {
        saga[path]?.noteUnanswered(attempt, at: now)
        undoIndex.unanswered.insert(path)
    }

    /// Forgets the whole saga: the run is committed.
    mutating func forgetSaga() {
        saga.removeAll()
        undoIndex = UndoIndex()
    }

    /// Goes on from a step of an undo that is done, or left as it is.
    mutating func endUndoStep(of path: StepPath, _ end: SagaEntry.Undo) {
        saga[path]?.endUndoStep(end)
        while let last = undoIndex.facts.last, !isLast(last) || isUndone(last.path) {
            undoIndex.facts.removeLast()
        }
    }

    private func isLast(_ fact: UndoIndex.Fact) -> Bool {
        saga[fact.path]?.lastFact == fact.sequence
    }

    private func isUndone(_ path: StepPath) -> Bool { saga[path]?.undo == .done }

    /// The entries inside a path that are not settled, with their places in the saga: first those of
    /// which something was learnt last.
    private func openEntries(
        inside path: StepPath
    ) -> some Sequence<(entry: SagaEntry, index: Int)> {
        undoIndex.facts.reversed().lazy.compactMap { fact in
            guard fact.path.isInside(path), let index = saga.index(forKey: fact.path) else {
                return nil
            }
            let entry = saga.values[index]
            return entry.lastFact == fact.sequence && !entry.isSettled ? (entry, index) : nil
        }
    }

    /// Of the entries inside a path that are not settled the one of which something was learnt last;
    /// the first registered, if that was of several at once.
    func latestOpenEntry(inside path: StepPath) -> SagaEntry? {
        var latest: (entry: SagaEntry, index: Int)?
        for open in openEntries(inside: path) {
            if let latest, open.entry.lastFact < latest.entry.lastFact { break }
            if let latest, latest.index < open.index { continue }
            latest = open
        }
        return latest?.entry
    }

    /// The same of each list of a step, with the path of the list: of so many lists, the latest first.
    func latestOpenEntries(
        ofListsOf step: StepPath,
        atMost most: Int
    ) -> [(list: StepPath, entry: SagaEntry)] {
        var latest: [StepPath: (entry: SagaEntry, index: Int)] = [:]
        var earliest = 0
        for open in openEntries(inside: step) {
            let fact = open.entry.lastFact
            if latest.count >= most, fact < earliest { break }
            let list = StepPath(Array(open.entry.path.elements.prefix(step.elements.count + 1)))
            if let known = latest[list], known.entry.lastFact > fact || known.index < open.index {
                continue
            }
            latest[list] = open
            if latest.count <= most { earliest = fact }
        }
        let inOrder = latest.sorted { left, right in
            let (one, other) = (left.value, right.value)
            return one.entry.lastFact == other.entry.lastFact
                ? one.index < other.index : one.entry.lastFact > other.entry.lastFact
        }
        return inOrder.prefix(most).map { ($0.key, $0.value.entry) }
    }

    /// The entries that had attempts which were never answered, in the order registered.
    var entriesWithUnanswered: [SagaEntry] {
        undoIndex.unanswered.compactMap { saga.index(forKey: $0) }.sorted()
            .map { saga.values[$0] }
    }
}
