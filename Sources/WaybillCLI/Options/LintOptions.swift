import ArgumentParser
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// The options that say how bad findings are.
struct LintOptions: ParsableArguments {
    @Option(help: "How strict the rules are: each at its own level, or one level higher.")
    var profile: LintProfile?

    @Option(
        help: ArgumentHelp(
            "Set the level of a rule: error, warning, info or off. Can be repeated.",
            discussion: "Wins over comments and waybill.yaml.",
            valueName: "rule=level"
        )
    )
    var level: [RuleLevel] = []

    /// The settings, with the configurations on the disk.
    var settings: LintSettings {
        LintSettings(
            profile: profile,
            levels: Dictionary(level.map { ($0.rule, $0.level) }, uniquingKeysWith: { $1 }),
            search: ConfigurationSearch()
        )
    }
}

/// A rule and its level, `WB0504=off`.
struct RuleLevel: ExpressibleByArgument {
    let rule: DiagnosticCode
    let level: LintLevel

    init?(argument: String) {
        let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
        guard parts.count == 2, let rule = DiagnosticCode.named(String(parts[0])),
            let level = LintLevel(rawValue: String(parts[1])), level.isPossible(for: rule)
        else { return nil }
        self.rule = rule
        self.level = level
    }
}

/// The least severity that makes a check fail.
enum FailOn: String, CaseIterable, ExpressibleByArgument {
    case error
    case warning
    case info
    case never

    /// `nil` when nothing does.
    var severity: Diagnostic.Severity? { Diagnostic.Severity(rawValue: rawValue) }
}

extension LintProfile: ExpressibleByArgument {}
