import ArgumentParser
import CEL
import WaybillDrawing
import WaybillEngine
import WaybillHistory
import WaybillInterpreter
import WaybillModel

/// `waybill routing plan`
struct RoutingPlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Decide which sites send an order, and explain the decision.",
        discussion: """
            The input is a JSON object with what an `allocate` step is given: `order`, `sites`, \
            `services` and, where parcels stand already, `allocated`. Its objects may have further \
            fields, for the constraints to read; one that is nearly a field of a plan is warned of, \
            as is a site that a service is offered from and that is not among `sites`. The same input and time give the same plan. Times are shown in UTC.

            Examples:
              waybill routing plan --policy workflows/policies/sourcing.yaml#cheapest_in_time \\
                --input order.json
              waybill routing plan --policy sourcing.yaml#cheapest --input order.json \\
                --now 2026-06-01T09:30:00Z --format json
              waybill routing plan --policy sourcing.yaml#cheapest --input order.json --svg map.svg

            Exit code 0 when there is a plan, 1 when the policy or the input is wrong.
            """
    )

    @Option(
        help: ArgumentHelp(
            "The policy: a file, # and the policy's name.",
            valueName: "file#name"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var policy: PolicyAddress

    @Option(
        help: ArgumentHelp(
            "What is decided about: a JSON file, or - for standard input.",
            valueName: "input.json"
        ),
        completion: .file(extensions: ["json"])
    )
    var input: String

    @Option(
        help: ArgumentHelp("When it is decided; now when not given.", valueName: "time"),
        transform: Self.time
    )
    var now: Timestamp?

    @Option(
        help: ArgumentHelp("Draw a map of the decision into this file.", valueName: "map.svg"),
        completion: .file(extensions: ["svg"])
    )
    var svg: String?

    @OptionGroup var output: OutputOptions

    private static func time(_ text: String) throws -> Timestamp {
        if let time = Timestamp(rfc3339: text) { return time }
        throw ValidationError("`\(text)` is not a time such as 2026-06-01T09:30:00Z.")
    }

    func validate() throws {
        if svg == "-" {
            throw ValidationError("--svg - names no file: standard output has the plan.")
        }
        guard let svg, svg == input else { return }
        throw ValidationError("--svg and --input are both \(svg): the map would replace the input.")
    }

    func run() throws {
        let (policy, constraints) = try self.policy.load()
        let input = try AllocationFile.input(self.input, under: constraints)
        let plan: JSON
        do throws(StepError) {
            plan = try policy.plan(
                under: constraints,
                for: input,
                at: now ?? Clock.system.now()
            )
        } catch {
            let file = self.input == "-" ? "<stdin>" : self.input
            throw CommandFailure(.invalid, "\(file): \(error.summary)")
        }
        if let svg {
            try MapFile.write(SourcingMap(of: plan, for: input).svg(), to: svg)
        }
        switch output.format {
        case .human:
            let report = PlanReport(plan, of: policy, for: input)
            Terminal.print(report.rendered(colour: Terminal.hasColour), terminator: "")
        case .json: Terminal.print(plan.prettyPrinted)
        }
    }
}
