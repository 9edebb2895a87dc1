import WaybillDiagnostics
import WaybillYAML

/// Reads a `waybill.yaml` off its tree.
struct ConfigurationReader {
    let reader: DeclarationReader

    private var findings: Findings { reader.findings }

    /// What a document is, and what it says, as far as it is right, when that is a configuration.
    func read(_ document: YAMLDocument) -> (kind: FileKind, configuration: LintConfiguration?) {
        let kind = reader.read(document).kind
        guard kind == .configuration, let root = document.root,
            let top = reader.mapping(root, .configuration), let node = top["lint"]
        else { return (kind, nil) }
        return (kind, reader.mapping(node, .lint).map(configuration) ?? LintConfiguration())
    }

    private func configuration(_ lint: Mapping) -> LintConfiguration {
        LintConfiguration(
            profile: lint["profile"].flatMap {
                reader.member($0, "`profile`", of: LintProfile.self)
            },
            levels: lint["levels"].map(levels) ?? [:],
            overrides: lint["files"].map(overrides) ?? []
        )
    }

    private func overrides(_ node: YAMLNode) -> [LintConfiguration.Override] {
        guard let mapping = reader.anyMapping(node, "`files`") else { return [] }
        return mapping.entries.map { entry in
            if let problem = GlobPattern.problem(in: entry.key.string) {
                findings.report(.noPattern(entry.key, problem))
            }
            return LintConfiguration.Override(
                files: GlobPattern(entry.key.string),
                levels: levels(entry.value)
            )
        }
    }

    private func levels(_ node: YAMLNode) -> [DiagnosticCode: LintLevel] {
        guard let mapping = reader.anyMapping(node, "the levels of rules") else { return [:] }
        var levels: [DiagnosticCode: LintLevel] = [:]
        for entry in mapping.entries {
            guard let code = DiagnosticCode.named(entry.key.string) else {
                findings.report(.unknownRule(entry.key))
                continue
            }
            guard let level = reader.member(entry.value, "a level", of: LintLevel.self) else {
                continue
            }
            if level.isPossible(for: code) {
                levels[code] = level
            } else {
                findings.report(.cannotBeLowered(code, at: entry.value.span))
            }
        }
        return levels
    }
}

extension KeyTable {
    static let configuration = KeyTable("a configuration", ["waybill", "lint"])
    static let lint = KeyTable("`lint`", ["profile", "levels", "files"])
}

extension Diagnostic {
    fileprivate static func unknownRule(_ key: YAMLScalar) -> Diagnostic {
        let guess = Guess(key.string, among: DiagnosticCode.allTexts)
        return Diagnostic(
            .unknownKey,
            "there is no rule `\(key.string)`",
            at: key.span,
            label: "not known",
            help: guess.name == nil ? ["`waybill explain` lists all rules"] : guess.help,
            edits: guess.edits(at: key.span)
        )
    }

    fileprivate static func noPattern(_ key: YAMLScalar, _ problem: String) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "`\(key.string)` is no pattern of files: \(problem)",
            at: key.span,
            label: "matches nothing",
            help: [
                "`?` stands for a character, `*` for any number of them in a name, `**` for any number of folders: `drafts/**`"
            ]
        )
    }

    fileprivate static func cannotBeLowered(_ code: DiagnosticCode, at span: Span) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "the level of `\(code.code)` (\(code.name)) cannot be lowered",
            at: span,
            label: "must hold",
            notes: ["a file that breaks it has no certain meaning"],
            help: ["remove the line"]
        )
    }
}
