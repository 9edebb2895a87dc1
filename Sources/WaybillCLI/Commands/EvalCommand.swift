import ArgumentParser
import CEL
import WaybillDiagnostics

/// `waybill eval`
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Try an expression: show its value, its type and its cost.",
        discussion: """
            The expression is parsed, checked and evaluated as in a workflow. It may read `input`, \
            the JSON document of --input. With a workflow for --types, the document is read as the \
            workflow's input, as `waybill run` reads an order, and a misspelt field is found. \
            Without a type, it is `any`: whole numbers are int, others double, and those whose \
            digits neither holds are decimal.

            The cost is in units of work; an expression of a workflow ends at 1,000,000. What is \
            the same for every input is computed when loading, and costs nothing.

            Examples:
              waybill eval 'timestamp("2026-06-01T09:30:00Z") + duration("36h")'
              waybill eval 'input.lines.map(l, l.unit_price * l.quantity).sum()' \\
                --types workflows/fulfil_order.yaml --input workflows/orders/good.json
              waybill eval 'input.country in ["DE", "FR"]' --input address.json \\
                --types workflows/handlers/commerce.yaml --input-type Address
              echo '[19.99, 5]' | waybill eval 'input.sum()' --input - --input-type '[decimal]'
              waybill eval -- '-7 % 3'

            Exit code 0 when there is a value, 1 when the expression or the input is wrong.
            """
    )

    @Argument(help: ArgumentHelp("The expression, in CEL.", valueName: "expression"))
    var expression: String

    @Option(
        help: ArgumentHelp(
            "The value of `input`: a JSON file, or - for standard input.",
            valueName: "input.json"
        ),
        completion: .file(extensions: ["json"])
    )
    var input: String?

    @Option(
        help: ArgumentHelp(
            "The types: a workflow, whose input it then is, or a file of contracts.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var types: String?

    @Option(
        help: ArgumentHelp(
            "The type of `input`, when it is not a workflow's input: Order, '[Line]', decimal.",
            valueName: "type"
        )
    )
    var inputType: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        do {
            let type = try InputType.read(file: types, name: inputType)
            let trial = try Trial(expression, on: input, typed: type)
            switch output.format {
            case .human: Terminal.print(trial.text)
            case .json: Terminal.print(trial.json.prettyPrinted)
            }
        } catch let refused as RefusedInput {
            guard output.format == .json else { throw refused.shown() }
            Terminal.print(JSON.object([try refused.member]).prettyPrinted)
            throw ExitStatus.invalid
        }
    }
}

extension RefusedInput {
    /// The findings for programs, as `waybill lint` prints them.
    fileprivate var member: JSON.Member {
        get throws {
            JSON.Member("diagnostics", try JSON(parsing: render(findings, format: .json)))
        }
    }
}
