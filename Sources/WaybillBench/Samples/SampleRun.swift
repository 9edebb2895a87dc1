import CEL
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What the engine records when it runs one order of the sample workflow.
struct SampleRun {
    /// What each turn recorded, and how the run stood after it.
    let turns: [(events: [RecordedEvent], status: RunStatus, nextDue: Timestamp?)]
    let workflow: PinnedWorkflow

    var events: [RecordedEvent] { turns.flatMap(\.events) }

    /// Runs the order in memory.
    init() async throws {
        workflow = try SampleWorkflow.pinned()
        let shop = BenchShop(workflow: workflow, journal: InMemoryJournal())
        turns = try await shop.open { shop in
            var turns: [(events: [RecordedEvent], status: RunStatus, nextDue: Timestamp?)] = []
            let notices = shop.engine.notices()
            try await shop.submit(try SampleWorkflow.order(1))
            for await notice in notices {
                turns.append((notice.events, notice.state.status, notice.state.nextDue))
                if notice.state.end != nil { break }
            }
            return turns
        }
    }

    /// What a turn of the engine's loop commits when each of these runs is in the same turn.
    func commit(turn number: Int, of runs: [RunID]) -> Turn {
        let recorded = turns[number]
        let time = recorded.events.first?.time ?? .earliest
        var turn = Turn()
        turn.events = runs.map { Turn.Append(run: $0, events: recorded.events) }
        turn.runs = runs.map { run in
            RunRecord(
                id: run,
                workflow: workflow.workflow.name,
                key: run.rawValue,
                digest: workflow.workflow.digest,
                inputDigest: String(repeating: "0", count: 64),
                status: recorded.status,
                startedAt: time,
                updatedAt: time,
                nextDue: recorded.nextDue
            )
        }
        return turn
    }
}

extension Turn {
    /// The rows of its events and of its runs.
    var rawRows: (events: [[RawValue]], runs: [[RawValue]]) {
        let rows = events.flatMap { append in
            append.events.map { recorded -> [RawValue] in
                let stored = EventCodec.encode(recorded.event)
                return [
                    .text(append.run.rawValue), .integer(recorded.sequence),
                    .text(recorded.time.sortableText), .text(stored.type),
                    .integer(stored.version), .text(stored.payload),
                ]
            }
        }
        let records = runs.map { run -> [RawValue] in
            [
                .text(run.id.rawValue), .text(run.workflow.rawValue),
                run.key.map(RawValue.text) ?? .null, .text(run.digest.rawValue),
                .text(run.inputDigest), .text(run.status.rawValue),
                .integer(run.isFinished ? 1 : 0), .null, .text(run.startedAt.sortableText),
                .text(run.updatedAt.sortableText),
                run.nextDue.map { .text($0.sortableText) } ?? .null,
            ]
        }
        return (rows, records)
    }

    /// How many bytes of text its rows hold.
    var byteCount: Int {
        let rows = rawRows
        return (rows.events + rows.runs).joined().reduce(0) { count, value in
            if case .text(let text) = value { count + text.utf8.count } else { count + 8 }
        }
    }
}
