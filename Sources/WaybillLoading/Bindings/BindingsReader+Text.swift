import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Texts with `${env.X}` and `${secret.X}` in them.
extension BindingsReader {
    /// A text, filled in; `nil`, with findings, when a part of it has no value.
    func text(_ node: YAMLNode, _ what: String) -> BoundText? {
        guard let scalar = reader.scalar(node, what, expected: "a text") else { return nil }
        var value = ""
        var secrets: [String] = []
        var isWhole = true
        for part in TemplateText(scalar.text).parts {
            guard let (text, origin) = self.value(of: part) else {
                isWhole = false
                continue
            }
            value += text
            if origin == .secret { secrets.append(text) }
        }
        guard isWhole else { return nil }
        return BoundText(
            written: scalar.string,
            value: value,
            secrets: secrets,
            place: scalar.text
        )
    }

    private func value(of part: TemplateText.Part) -> (text: String, origin: Origin?)? {
        switch part {
        case .literal(let text): return (text, nil)
        case .unclosed(let span):
            findings.report(.unclosedExpression(span))
            return nil
        case .expression(let text):
            let names = text.text.split(separator: ".", omittingEmptySubsequences: false)
                .map { $0.filter { !$0.isWhitespace } }
            guard names.count == 2, let origin = Origin(rawValue: names[0]),
                Identifier.isCEL(names[1])
            else {
                findings.report(.neitherVariableNorSecret(text))
                // What has no value here may still stand where no value may.
                return surroundings == nil ? ("", nil) : nil
            }
            return value(of: names[1], from: origin, at: text).map { ($0, origin) }
        }
    }

    private func value(of name: String, from origin: Origin, at text: EmbeddedText) -> String? {
        guard let surroundings else { return "" }
        let value =
            switch origin {
            case .env: surroundings.variable(name)
            case .secret: surroundings.secret(name)
            }
        if value == nil { findings.reportMissing(origin.isNotSet(name, at: text.whole)) }
        return value
    }

    /// Where a value comes from.
    fileprivate enum Origin: String {
        case env
        case secret

        func isNotSet(_ name: String, at span: Span) -> Diagnostic {
            switch self {
            case .env:
                Diagnostic(
                    .badBinding,
                    "the environment variable `\(name)` is not set",
                    at: span,
                    label: "has no value",
                    help: ["set it: `export \(name)=…`"]
                )
            case .secret:
                Diagnostic(
                    .badBinding,
                    "the secret `\(name)` is not set",
                    at: span,
                    label: "has no value",
                    help: [
                        "set the environment variable `WAYBILL_SECRET_\(name)`, or `WAYBILL_SECRET_\(name)_FILE` to the path of a file that holds it"
                    ]
                )
            }
        }
    }
}

extension Diagnostic {
    fileprivate static func neitherVariableNorSecret(_ text: EmbeddedText) -> Diagnostic {
        Diagnostic(
            .notAllowedHere,
            "only `env` and `secret` can be filled in here",
            at: text.whole,
            label: "neither of them",
            help: ["write `${env.NAME}` or `${secret.NAME}`"]
        )
    }
}
