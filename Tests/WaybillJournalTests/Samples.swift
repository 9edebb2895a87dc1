import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// A time on the first of June 2026, that many seconds after nine o'clock.
func time(_ seconds: Int64, nanoseconds: Int32 = 0) throws -> Timestamp {
    try #require(Timestamp(seconds: 1_780_304_400 + seconds, nanoseconds: nanoseconds))
}

/// An event of a run, recorded that many seconds after nine.
func recorded(_ sequence: Int, _ event: Event) throws -> RecordedEvent {
    RecordedEvent(
        sequence: sequence,
        time: try time(Int64(sequence), nanoseconds: 120_000_003),
        event: event
    )
}

func runRecord(
    _ id: RunID,
    workflow: WorkflowName = "fulfil_order",
    key: String? = nil,
    correlation: CorrelationID? = nil,
    status: RunStatus = .running,
    startedAt seconds: Int64 = 0,
    nextDue: Timestamp? = nil
) throws -> RunRecord {
    RunRecord(
        id: id,
        workflow: workflow,
        key: key,
        correlation: correlation,
        digest: "sha256:abc",
        inputDigest: "sha256:def",
        status: status,
        startedAt: try time(seconds),
        updatedAt: try time(seconds),
        nextDue: nextDue
    )
}

func cloudEvent(
    _ id: String,
    source: String = "desk",
    type: EventType = "order.review_decided"
) throws -> CloudEvent {
    CloudEvent(
        id: id,
        source: source,
        type: type,
        subject: "1001",
        time: try time(5),
        data: .object([.init("approved", .bool(true)), .init("amount", .number("10.50"))])
    )
}

/// A turn that appends these events to a run.
func turn(appending events: [RecordedEvent], to run: RunID) -> Turn {
    var turn = Turn()
    turn.events = [.init(run: run, events: events)]
    return turn
}

/// A turn that writes these rows of the index of runs.
func turn(recording runs: [RunRecord]) -> Turn {
    var turn = Turn()
    turn.runs = runs
    return turn
}
