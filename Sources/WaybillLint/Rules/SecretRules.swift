import WaybillDiagnostics

extension Linter {
    /// WB0801: what of a file looks like a secret.
    static func lint(secretsIn source: SourceText) -> [Diagnostic] {
        SecretScanner(source.bytes).matches.map { match in
            .secretLiteral(match.name, at: Span(in: source, match.range))
        }
    }
}

extension Diagnostic {
    static func secretLiteral(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .secretLiteral,
            "this looks like \(name)",
            at: span,
            label: "everyone who reads the file knows it",
            help: [
                "write `${secret.NAME}` in a file of bindings: it is the environment variable `WAYBILL_SECRET_NAME`, or the file that `WAYBILL_SECRET_NAME_FILE` names",
                "if it was real, have it replaced: it stays in the history of the repository",
            ]
        )
    }
}
