import CEL
import WaybillInterpreter
import WaybillModel

extension ScenarioFault {
    /// What is said of a scenario that could not be run to its end.
    func mismatch(in scenario: Scenario, _ trace: ScenarioTrace) -> Mismatch {
        switch self {
        case .unanswered(let operation, let contract):
            let what =
                operation.direction == .undo
                ? "the undo of `\(operation.path)`" : "`\(operation.path)`"
            return Mismatch(
                "handlers",
                at: scenario.span,
                .note(
                    "\(what) calls `\(contract.name)`, and the scenario does not say what it answers",
                    help: ["under `handlers` add `\(contract.name): \(contract.sampleAnswer)`"]
                )
            )
        case .endless(let count):
            let standing = trace.runs.first.map { run in
                " after \(run.state.now.duration(since: run.state.startedAt).text) it is \(run.state.status.rawValue)"
                    + (run.steps.last.map { " at `\($0)`" } ?? "")
            }
            return Mismatch(
                "end",
                at: scenario.span,
                .note(
                    "the run does not come to an end within \(count) events:\(standing ?? "")",
                    help: ["say with `until` how long it is to be watched"]
                )
            )
        case .badInput(let mismatches):
            let text = mismatches.map { mismatch in
                JSONPathElement.text(of: [.member("input")] + mismatch.path)
                    + ": \(mismatch.message)"
            }
            return Mismatch(
                "input",
                at: scenario.beginning.span,
                .note(text.joined(separator: "; "), help: [])
            )
        case .notStarted(let type):
            return Mismatch(
                "start",
                at: scenario.beginning.span,
                .note(
                    "the event starts no run: `where` of the workflow's `start` does not hold of this `\(type)`",
                    help: []
                )
            )
        case .badStart(let workflow, let reason):
            return Mismatch(
                "start",
                at: scenario.beginning.span,
                .note("an event does not start `\(workflow)`: \(reason)", help: [])
            )
        case .noKey(let reason):
            return Mismatch(
                "input",
                at: scenario.beginning.span,
                .note("the run has no key: \(reason)", help: [])
            )
        case .expression(let error):
            return Mismatch(
                "expression",
                at: error.span,
                .note("the expression has no value: \(error.message)", help: [])
            )
        }
    }
}

extension HandlerContract {
    /// An answer of the contract's type, to be filled in.
    fileprivate var sampleAnswer: String {
        guard output != .null else { return "{}" }
        guard case .record(let record) = output else { return "{ output: … }" }
        let fields = record.fields.map { "\($0.name): …" }.joined(separator: ", ")
        return "{ output: { \(fields) } }"
    }
}
