package import WaybillDiagnostics

/// What a `waybill.yaml` says about the rules, for the files in its folder and below.
package struct LintConfiguration: Sendable {
    /// How strict the rules are that nothing is said about.
    package var profile: LintProfile?
    /// The levels of single rules.
    package var levels: [DiagnosticCode: LintLevel] = [:]
    /// Levels for some of the files, in the order of the file: of several that speak of one rule the
    /// last counts.
    package var overrides: [Override] = []

    /// Levels for the files that a pattern matches.
    package struct Override: Sendable {
        package let files: GlobPattern
        package let levels: [DiagnosticCode: LintLevel]
    }

    /// What it says about a rule in a file, by the file's path from the folder of the configuration.
    package func level(of code: DiagnosticCode, in path: String) -> LintLevel? {
        overrides.last { $0.levels[code] != nil && $0.files.matches(path) }?.levels[code]
            ?? levels[code]
    }
}

/// How bad a finding of a rule is, or that it is none.
package enum LintLevel: String, CaseIterable, Sendable {
    case error
    case warning
    case info
    case off

    /// The severity; `nil` when the rule is off.
    package var severity: Diagnostic.Severity? {
        switch self {
        case .error: .error
        case .warning: .warning
        case .info: .info
        case .off: nil
        }
    }

    /// Whether a rule may have the level: one that must hold cannot be lowered.
    package func isPossible(for code: DiagnosticCode) -> Bool {
        guard code.isRequired else { return true }
        return severity.map { $0 >= code.level } ?? false
    }
}

/// The levels that rules have when nothing is said about them.
package enum LintProfile: String, CaseIterable, Sendable {
    /// Each rule at its own level.
    case recommended
    /// Each rule one level higher: infos are warnings, warnings are errors.
    case strict

    /// How bad a finding of a rule is.
    package func severity(of code: DiagnosticCode) -> Diagnostic.Severity {
        switch (self, code.level) {
        case (.recommended, let level): level
        case (.strict, .info): .warning
        case (.strict, .warning), (.strict, .error): .error
        }
    }
}
