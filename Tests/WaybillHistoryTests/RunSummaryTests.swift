import CEL
import TestSupport
import Testing
import WaybillInterpreter
import WaybillJournal

@testable import WaybillHistory

@Suite("The list of runs")
struct RunSummaryTests {
    private let scripts: [@Sendable () throws -> Script] = [
        { try .fulfilled() }, { try .awaiting() }, { try .retrying() }, { try .undoParked() },
        { try .cancelled() }, { try .locked() },
    ]

    @Test("of a run that cannot be read the list says why")
    func unreadable() throws {
        let run = try Script.retrying()
        let problem = PayloadError(at: "path", "is missing")
        let error = JournalError.unreadableEvent(run: run.record.id, sequence: 7, problem)
        let summary = RunSummary(run.record, .failure(error))
        #expect(summary.json["unreadable"] == .string("\(error)"))
        let list = RunSummary.rendered([summary], asOf: run.now, colour: false)
        #expect(list.contains("event 7 of run \(run.record.id) cannot be read: path is missing"))
    }

    @Test("each run has a line, which says how it ended or what it waits for")
    func table() throws {
        let runs = try scripts.map { try $0() }
        let now = try #require(Timestamp(rfc3339: "2026-06-01T09:05:00Z"))
        var holders = LockHolders()
        holders.note(try Script.locking().state)
        let summaries = runs.map { RunSummary($0.record, .success($0.state), holders: holders) }
        let list = RunSummary.rendered(
            summaries,
            asOf: now,
            colour: false
        )
        expectGolden(list, named: "runs.list")
        let json = JSON.array(summaries.map(\.json))
        expectGolden(json.prettyPrinted + "\n", named: "runs.list.json")
    }

    @Test("without its state, a run is listed by when it is due")
    func withoutState() throws {
        let run = try Script.retrying()
        let list = RunSummary.rendered([RunSummary(run.record)], asOf: run.now, colour: false)
        #expect(list.hasSuffix("next due in 100ms\n"))
    }

    @Test("no runs are an empty table")
    func empty() throws {
        let now = try #require(Timestamp(rfc3339: "2026-06-01T09:05:00Z"))
        let list = RunSummary.rendered([], asOf: now, colour: false)
        #expect(list == "RUN  WORKFLOW  KEY  STATUS  STARTED  UPDATED  NOW\n")
    }
}
