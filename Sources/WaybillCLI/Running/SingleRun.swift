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
    let store: StoreRunner

    func run(_ input: JSON) async throws -> ExitStatus {
        var watch = RunWatch(store, patience: options.wait)
        let submission: Submission
        do {
            submission = try await store.engine.submit(input, to: workflow, again: again)
        } catch {
            throw CommandFailure(refused: error)
        }
        let id = submission.run
        var runs = StoredRuns(store.journal)
        var state = try runs.state(of: id)
        if !submission.isNew {
            let what = state.status.isFinal ? "this is its answer" : "this is how it stands"
            Terminal.error("\(id) was submitted before; \(what)")
        }
        let isHuman = options.output.format == .human
        if submission.isNew, isHuman { Terminal.print("run \(id)") }
        // What a new run did in its first turn is still to be heard.
        if submission.isNew {
            watch.follow(id, .running, nextDue: state.nextDue)
        } else {
            watch.follow(state)
        }
        await watch.listen { notices, _ in
            if isHuman { ProgressPrinter.print(notices, besides: id) }
            state = notices.last { $0.run == id }?.state ?? state
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
            case .notAgain(_, .completed): "without --again its answer is given"
            case .notAgain:
                "wait for its end, or `waybill cancel` it while it can be; then try again"
            case .badInput, .noKey, .unbound, .store, .stopped: nil
            }
        self.init(.invalid, error.description, help: help)
    }
}
