import ArgumentParser
import CEL
import WaybillDiagnostics
import WaybillHistory

/// `waybill explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a rule: why it is there, what breaks it, and how that is mended.",
        discussion: """
            Without a rule, lists all of them.

            Examples:
              waybill explain WB0402
              waybill explain no-timeout
              waybill explain --format json
            """
    )

    @Argument(help: ArgumentHelp("The code or the name of a rule.", valueName: "rule"))
    var rule: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        guard let rule else {
            list()
            return
        }
        let explanation = RuleExplanation(rule: try Self.rule(rule))
        switch output.format {
        case .human: Terminal.print(explanation.text(colour: Terminal.hasColour))
        case .json: Terminal.print(try explanation.json.prettyPrinted)
        }
    }

    private func list() {
        let rules = DiagnosticCode.all
        switch output.format {
        case .human:
            let width = rules.map(\.name.count).max() ?? 0
            for rule in rules {
                let name = rule.name.padded(to: width)
                let level = rule.level.rawValue.padded(to: 7)
                Terminal.print("\(rule.code)  \(name)  \(level)  \(rule.proves)")
            }
        case .json:
            let objects = rules.map { JSON.object(RuleExplanation.summary($0)) }
            Terminal.print(JSON.array(objects).prettyPrinted)
        }
    }

    private static func rule(_ text: String) throws -> DiagnosticCode {
        if let rule = DiagnosticCode.named(text) ?? DiagnosticCode.named(text.uppercased()) {
            return rule
        }
        let guess = closestMatch(to: text, among: DiagnosticCode.allTexts)
        throw CommandFailure(
            .usage,
            "there is no rule `\(text)`",
            help: guess.map { "did you mean `\($0)`?" } ?? "`waybill explain` lists all rules"
        )
    }
}
