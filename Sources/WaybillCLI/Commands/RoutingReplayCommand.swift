import ArgumentParser
import CEL
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// `waybill routing replay`
struct RoutingReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Decide again what a step of a run decided, and show any difference.",
        discussion: """
            The step's inputs are computed again from the journal, as they were at that point of \
            the run, and the policy of the run's own definition decides about them. A run itself \
            never decides twice: its plan stands in the journal. Where a step was reached more than \
            once under the same path, its last decision is taken.

            Examples:
              waybill routing replay fulfil_order-1001 source@1/plan
              waybill routing replay fulfil_order-1001 source@2/plan --store orders.db

            Exit code 0 when the plan is the same, 1 when it is not.
            """
    )

    @OptionGroup var target: RunArgument

    @Argument(
        help: ArgumentHelp("The step, as `waybill history` shows it.", valueName: "step")
    )
    var step: String

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let path = StepPath(step) else {
            throw ValidationError(
                "`\(step)` is not a step: steps look like `source` or `try@2/source`."
            )
        }
        let client = try StoreClient(path: store.store)
        var runs = StoredRuns(client)
        let record = try runs.record(of: target.id)
        let decision = try Decision(
            at: path,
            in: try client.events(of: record.id, after: 0),
            of: RunState(id: record.id, workflow: try runs.workflow(of: record))
        )
        let differences = decision.journalled.differences(from: decision.again)
        switch output.format {
        case .human: show(differences, of: decision)
        case .json:
            let shown = JSON.object([
                JSON.Member("same", .bool(differences.isEmpty)),
                JSON.Member("journalled", decision.journalled),
                JSON.Member("again", decision.again),
                JSON.Member("differences", .array(differences.map(\.json))),
            ])
            Terminal.print(shown.prettyPrinted)
        }
        if !differences.isEmpty { throw ExitStatus.invalid }
    }

    private func show(_ differences: [JSONDifference], of decision: Decision) {
        guard !differences.isEmpty else {
            let report = PlanReport(
                decision.again,
                of: decision.policy,
                for: decision.input
            )
            Terminal.print("the same plan\n")
            Terminal.print(report.rendered(colour: Terminal.hasColour), terminator: "")
            return
        }
        Terminal.print("another plan")
        for difference in differences { Terminal.print("  \(difference)") }
    }
}

/// A decision of a run, as its journal has it and decided again.
private struct Decision {
    let policy: AllocationPolicy
    let input: AllocationInput
    let journalled: JSON
    let again: JSON

    /// The last decision at a path.
    init(at path: StepPath, in events: [RecordedEvent], of start: RunState) throws {
        let workflow = start.workflow
        var state = start
        // The run before the event, and what was decided.
        var found: (state: RunState, outcome: AllocationOutcome)?
        var decided: [StepPath] = []
        for event in events {
            if let (step, outcome) = event.event.allocation(in: workflow) {
                if !decided.contains(step) { decided.append(step) }
                if step == path { found = (state, outcome) }
            }
            state.apply(event)
        }
        guard let found else { throw CommandFailure(nothingAt: path, of: start.id, decided) }
        guard let journalled = found.outcome.plan else {
            throw CommandFailure(failedAt: path, found.outcome.error)
        }
        let allocate: Allocate
        do throws(StepError) {
            guard let (step, given) = try found.state.allocationInput(at: path) else {
                throw StepError(code: .expression, message: "the run was not at it by its journal")
            }
            (allocate, input) = (step, given)
        } catch {
            throw CommandFailure(
                .invalid,
                "what \(path) decided about cannot be computed again: \(error.summary)",
                help: "the plan of the journal stands: see `waybill status`"
            )
        }
        policy = allocate.policy
        self.journalled = journalled
        do throws(StepError) {
            again = try policy.plan(
                under: allocate.constraints,
                for: input,
                at: found.state.now
            )
        } catch {
            throw CommandFailure(.invalid, "\(path) has no plan any more: \(error.summary)")
        }
    }
}

extension CommandFailure {
    /// A step that came to no decision; `decided` are those that did.
    fileprivate init(nothingAt path: StepPath, of run: RunID, _ decided: [StepPath]) {
        let steps = decided.map { "`\($0)`" }.joined(separator: ", ")
        self.init(
            .invalid,
            "run \(run) decided nothing at `\(path)`",
            help: decided.isEmpty
                ? "it has no `allocate` that was reached" : "it decided at \(steps)"
        )
    }

    /// A step that failed before there was a plan.
    fileprivate init(failedAt path: StepPath, _ error: StepError?) {
        self.init(
            .invalid,
            "\(path) was reached, and failed without a plan"
                + (error.map { ": \($0.summary)" } ?? ""),
            help: "there is no decision to take again"
        )
    }
}
