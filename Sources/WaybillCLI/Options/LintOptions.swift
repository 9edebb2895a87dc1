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
        ),
        transform: RuleLevel.init(parsing:)
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
struct RuleLevel {
    let rule: DiagnosticCode
    let level: LintLevel

    init(parsing text: String) throws {
        let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let level = LintLevel(rawValue: parts[1]) else {
            let levels = LintLevel.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("`\(text)` is not RULE=LEVEL, with a level of \(levels).")
        }
        guard let rule = DiagnosticCode.named(parts[0]) else {
            throw ValidationError(
                "There is no rule `\(parts[0])`: `waybill explain` lists them all."
            )
        }
        guard level.isPossible(for: rule) else {
            throw ValidationError(
                "\(rule.code) cannot be \(level.rawValue): without it a file has no certain meaning."
            )
        }
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
