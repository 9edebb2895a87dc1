import CEL
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Runs one order and shows what happens.
struct SingleRun {
    let workflow: PinnedWorkflow
    /// Whether an order that came to nothing is tried again.
    let again: Bool
    let options: RunnerOptions
    let store: any JournalReading

    func run(_ input: JSON, on engine: Engine) async throws -> ExitStatus {
        var watch = RunWatch(engine, patience: options.wait)
        let submission: Submission
        do {
            submission = try await engine.submit(input, to: workflow, again: again)
        } catch {
            throw CommandFailure(refused: error)
        }
        let id = submission.run
        if !submission.isNew {
            Terminal.error("\(id) was submitted before; this is its answer")
        }
        var runs = StoredRuns(store)
        var state = try runs.state(of: id)
        let isHuman = options.output.format == .human
        if submission.isNew, isHuman { Terminal.print("run \(id)") }
        // What a new run did in its first turn is still to be heard.
        if submission.isNew {
            watch.follow(id, .running, nextDue: state.nextDue)
        } else {
            watch.follow(state)
        }
        await watch.listen { notice, _ in
            guard let notice else { return false }
            if isHuman { ProgressPrinter.print(notice, showsRun: notice.run != id) }
            if notice.run == id { state = notice.state }
            return false
        }
        let result = RunResult(
            run: id,
            state: state,
            parkedRuns: try runs.parkedRuns(below: state),
            options: options
        )
        Terminal.print(isHuman ? result.text : result.json.prettyPrinted)
        return ExitStatus(state.status)
    }
}

extension CommandFailure {
    /// Why an order was refused.
    init(refused error: SubmissionError) {
        let help: String? =
            switch error {
            case .otherInput: "give the changed order another key; the run's input stays as it was"
            case .notAgain: "without --again its answer is given"
            case .badInput, .noKey, .unbound, .store, .stopped: nil
            }
        self.init(.invalid, error.description, help: help)
    }
}
