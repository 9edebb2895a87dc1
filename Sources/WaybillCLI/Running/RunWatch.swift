import CEL
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Follows the runs of an engine until nothing is left to do but wait.
struct RunWatch {
    /// Timers due within this are waited for, whatever the command's patience.
    fileprivate static let soon = Duration.seconds(60)

    /// What is known of a run.
    fileprivate struct Standing {
        var status: RunStatus
        var nextDue: Timestamp?
        /// Whether a run that is being undone only waits: for a child, or for a time.
        var isAtRest: Bool
    }

    /// Which runs are followed.
    enum Following: Hashable {
        /// Those that it is told of.
        case told
        /// Those that begin while it listens, too. Since events may begin some at any time, it
        /// listens for as long as it has patience, whatever runs there are.
        case beginning
    }

    private let following: Following
    private let sounds: AsyncStream<Sound>
    private let ticker: AsyncStream<Sound>.Continuation
    private let patience: Patience
    /// Whether published events are still to be delivered.
    private let hasUndelivered: () -> Bool
    /// Of the runs that are not over.
    private var standings: [RunID: Standing] = [:]
    /// All that were followed.
    private var followed: Set<RunID> = []

    /// Begins to listen: what happens from now on is not missed.
    init(_ store: StoreRunner, patience: Patience, following: Following = .told) {
        self.following = following
        (sounds, ticker) = AsyncStream.makeStream()
        store.engine.observe(into: ticker) { [.turn($0)] }
        self.patience = patience
        hasUndelivered = { store.hasUndelivered }
    }

    /// Follows a run that stands so now.
    mutating func follow(
        _ run: RunID,
        _ status: RunStatus,
        nextDue: Timestamp?,
        isAtRest: Bool = false
    ) {
        followed.insert(run)
        standings[run] =
            status.isFinal
            ? nil : Standing(status: status, nextDue: nextDue, isAtRest: isAtRest)
    }

    /// Follows a run that is in that state now.
    mutating func follow(_ state: RunState) {
        follow(state.id, state.status, nextDue: state.nextDue, isAtRest: state.isAtRest)
    }

    /// Follows a run as a store has it. Only of one that is being undone the state is needed.
    mutating func follow(_ run: RunRecord, in runs: inout StoredRuns) throws {
        guard run.status == .compensating else {
            return follow(run.id, run.status, nextDue: run.nextDue)
        }
        if case .success(let state) = try runs.readState(of: run) { follow(state) }
    }

    /// Follows some runs no longer.
    mutating func leave(_ runs: Set<RunID>) {
        for run in runs { standings[run] = nil }
    }

    /// Whether runs that begin are followed, too.
    var isListening: Bool { following == .beginning }

    /// How many runs are neither over nor resting.
    var busyCount: Int {
        let now = Clock.system.now()
        return standings.values.count { !$0.isResting(at: now) }
    }

    /// Hears what happens to the runs followed until each is over and what they published is
    /// delivered, or all rest for longer than the command's patience. `body` hears what each turn did
    /// to them, and now and then nothing; it may have more runs followed, and tells whether there are
    /// more to come.
    mutating func listen(
        _ body: ([RunNotice], inout RunWatch) async throws -> Bool
    ) async rethrows {
        var isMoreToCome = try await body([], &self)
        if isOver, !isMoreToCome { return }
        let ticks = Task { [ticker] in await Self.tick(into: ticker) }
        defer { ticks.cancel() }
        var restingSince: Timestamp?
        for await sound in sounds {
            var heard: [RunNotice] = []
            if case .turn(let notices) = sound {
                heard = follow(notices)
                if heard.isEmpty { continue }
            }
            isMoreToCome = try await body(heard, &self)
            if isMoreToCome { continue }
            if isOver { return }
            guard busyCount == 0 else {
                restingSince = nil
                continue
            }
            // What else happened in the same turn is heard before the next tick.
            guard case .tick = sound else { continue }
            let now = Clock.system.now()
            let since = restingSince ?? now
            restingSince = since
            if patience.isExhausted(after: now.duration(since: since)) { return }
        }
    }

    /// Follows the runs of a turn that are to be followed; gives what it did to these.
    private mutating func follow(_ notices: [RunNotice]) -> [RunNotice] {
        notices.filter { notice in
            guard standings[notice.run] != nil || begins(notice) || isChild(notice) else {
                return false
            }
            follow(notice.state)
            return true
        }
    }

    private var isOver: Bool {
        standings.isEmpty && following == .told && !hasUndelivered()
    }

    /// Whether a run that is to be followed begins.
    private func begins(_ notice: RunNotice) -> Bool {
        guard following == .beginning, case .runStarted = notice.events.first?.event else {
            return false
        }
        return true
    }

    /// Whether the run belongs to one that was followed, which has it do something.
    private func isChild(_ notice: RunNotice) -> Bool {
        notice.state.parent.map { followed.contains($0.run) } ?? false
    }
}

extension RunWatch.Standing {
    /// Whether the run is over, parked, or has nothing to do but wait for something far off.
    fileprivate func isResting(at now: Timestamp) -> Bool {
        switch status {
        case .completed, .compensated, .failed, .cancelled, .parked: return true
        case .running: return false
        case .compensating where !isAtRest: return false
        case .waiting, .compensating:
            guard let nextDue else { return true }
            return nextDue > now.advanced(by: RunWatch.soon)
        }
    }
}

extension RunWatch {
    /// What the watch hears: what a turn did to runs, or that some time has passed.
    private enum Sound: Sendable {
        case turn([RunNotice])
        case tick
    }

    /// Puts a tick between the turns ten times a second, so that a wait can end while nothing
    /// happens. It begins to tick when somebody listens: what happened before is heard before.
    private static func tick(into ticker: AsyncStream<Sound>.Continuation) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(100))
            ticker.yield(.tick)
        }
    }
}
