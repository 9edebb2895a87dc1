import ArgumentParser
import WaybillInterpreter
import WaybillModel

/// The run that a command is about.
struct RunArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The run's id, as `waybill list` shows it.", valueName: "run"))
    var run: String

    var id: RunID { RunID(run) }
}

/// The one parked step that a command is about.
struct StepArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The parked step, as `waybill status` shows it; not needed when there is one only.",
            valueName: "step"
        )
    )
    var step: String?

    /// The step's path; throws when the text is none.
    func path() throws -> StepPath? { try Self.path(step) }

    /// The path of a step that may be given; throws when the text is none.
    static func path(_ step: String?) throws -> StepPath? {
        guard let step else { return nil }
        guard let path = StepPath(step) else {
            throw ValidationError(
                "`\(step)` is not a step: steps look like `label` or `pay/charge`."
            )
        }
        return path
    }
}
