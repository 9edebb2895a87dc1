import CEL
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Runs many orders, a number of them at once.
struct Batch {
    let workflow: PinnedWorkflow
    /// Whether orders that came to nothing are tried again.
    let again: Bool
    let concurrency: Int
    let options: RunnerOptions
    let store: StoreRunner

    func run(_ lines: [OrderFile.Line]) async throws -> ExitStatus {
        var watch = RunWatch(store, patience: options.wait)
        var tally = BatchTally(total: lines.count)
        var bar = ProgressBar()
        var rest = lines[...]
        try await watch.listen { notices, watch in
            for notice in notices where notice.state.parent == nil {
                tally.note(notice.run, notice.state)
            }
            while watch.busyCount < concurrency, let line = rest.popFirst() {
                try await submit(line, &watch, &tally)
            }
            bar.show(tally)
            return !rest.isEmpty
        }
        bar.clear()
        Terminal.print(
            options.output.format == .json ? tally.json.prettyPrinted : tally.text
        )
        return tally.exitStatus
    }

    private func submit(
        _ line: OrderFile.Line,
        _ watch: inout RunWatch,
        _ tally: inout BatchTally
    ) async throws {
        do {
            let submission = try await store.engine.submit(line.order, to: workflow, again: again)
            if submission.isNew {
                watch.follow(submission.run, .running, nextDue: nil)
                tally.begin(submission.run)
            } else {
                var runs = StoredRuns(store.journal)
                let record = try runs.record(of: submission.run)
                try watch.follow(record, in: &runs)
                tally.note(record)
                tally.earlier += 1
            }
        } catch let error as SubmissionError {
            // One order that is refused does not stop the others.
            Terminal.error("line \(line.number): order refused: \(error)")
            tally.refused += 1
        }
    }
}
