import CEL
import OrderedCollections
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

/// The simulated driver: runs workflows with the same interpreter as the engine, in a time of its
/// own that jumps to whatever is due next. Nothing in it waits, and nothing is left to chance: the
/// same scenario gives the same events.
///
/// What falls on the same moment happens in this order: what the scenario sends, in the order of
/// its file; answers of services, in the order in which the attempts were sent; timers.
struct World {
    /// More events than this are taken for a run that never ends.
    static let mostEvents = 20_000
    /// How far the virtual clock goes.
    static let horizon = Duration.seconds(100 * 365 * 86_400)

    /// The workflows that events start.
    let registered: [Workflow]
    let start: Timestamp
    var now: Timestamp
    var runs: OrderedDictionary<RunID, SimulatedRun> = [:]
    var services: ScriptedServices
    /// The attempts whose answers are under way, and every attempt that was sent.
    var answers = PendingAnswers()
    var attempts: [AttemptTrace] = []
    var happenings: PendingHappenings
    var requests: [RequestTrace] = []
    /// Every event that came from outside: it may be meant for an `await` that is still to come.
    var deliveries: [CloudEvent] = []
    /// The events that some run has taken.
    var taken: Set<CloudEvent.Identity> = []
    /// Events that runs have published and that no run was offered yet.
    var published: [CloudEvent] = []
    var eventCount = 0
    /// What keeps the scenario from going on.
    var fault: ScenarioFault?

    init(_ scenario: Scenario, in file: ScenarioFile) {
        // What begins by an event is registered, as the workflows beside it are.
        let first = if case .event = scenario.beginning { [file.workflow] } else { [Workflow]() }
        registered = first + file.registered
        start = scenario.startsAt
        now = scenario.startsAt
        services = ScriptedServices(scenario.scripts)
        happenings = PendingHappenings(scenario.happenings, from: scenario.startsAt)
    }

    /// A run with what was recorded of it.
    struct SimulatedRun {
        var state: RunState
        /// The event that began it.
        var cause: CloudEvent.Identity?
        var events: [RecordedEvent] = []
        /// The awaits for which the events that came before were looked through.
        var searched: Set<StepPath> = []
        var sent: Set<SentAttempt> = []
    }

    struct SentAttempt: Hashable {
        let operation: OperationID
        let number: Int
    }

    /// Runs a workflow until nothing more happens, or a time has come.
    mutating func run(
        _ workflow: Workflow,
        from beginning: Scenario.Beginning,
        until end: Timestamp?
    ) {
        let last = min(end ?? .latest, start.advanced(by: Self.horizon))
        begin(workflow, beginning)
        releaseCommands()
        while fault == nil, let time = nextTime, time <= last {
            now = max(now, time)
            for happening in happenings.take(until: now) { happen(happening) }
            for answer in answers.take(until: now) { take(answer) }
            fireTimers()
            releaseCommands()
        }
        if fault == nil, let time = nextTime, end == nil, time > last {
            fault = .endless(eventCount)
        }
    }

    private var nextTime: Timestamp? {
        [happenings.nextTime, answers.nextTime, runs.values.compactMap(\.state.nextDue).min()]
            .compactMap(\.self).min()
    }
}
