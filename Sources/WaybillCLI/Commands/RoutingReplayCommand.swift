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
            never decides twice: its plan stands in the journal.

            Examples:
              waybill routing replay fulfil_order-1001 source
              waybill routing replay fulfil_order-1001 try@2/source --store orders.db

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
            let report = PlanReport(decision.again, of: decision.policy)
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
    let journalled: JSON
    let again: JSON

    init(at path: StepPath, in events: [RecordedEvent], of start: RunState) throws {
        var state = start
        for event in events {
            if let plan = event.event.plan(at: path),
                let (allocate, input) = try? state.allocationInput(at: path)
            {
                policy = allocate.policy
                journalled = plan
                do throws(StepError) {
                    again = try policy.plan(under: allocate.constraints, for: input, at: state.now)
                } catch {
                    throw CommandFailure(
                        .invalid,
                        "\(path) has no plan any more: \(error.code.rawValue): \(error.message)"
                    )
                }
                return
            }
            state.apply(event)
        }
        let decided = events.compactMap(\.event.decidedStep).map { "`\($0)`" }
        throw CommandFailure(
            .invalid,
            "run \(start.id) decided nothing at `\(path)`",
            help: decided.isEmpty
                ? "it has no `allocate` that was reached"
                : "it decided at \(decided.joined(separator: ", "))"
        )
    }
}

extension Event {
    /// The plan that was decided at a step, even if the step failed because it leaves units unfilled.
    fileprivate func plan(at path: StepPath) -> JSON? {
        switch self {
        case .allocationDecided(path, let plan): plan
        case .stepFailed(path, let error) where error.code == .unfilled: error.details
        default: nil
        }
    }

    fileprivate var decidedStep: StepPath? {
        switch self {
        case .allocationDecided(let path, _): path
        case .stepFailed(let path, let error) where error.code == .unfilled: path
        default: nil
        }
    }
}
