import CEL
import WaybillDiagnostics
import WaybillYAML

/// Keys that hold CEL as it is, without `${ }`.
extension DeclarationReader {
    /// The text of an expression. Booleans and numbers are CEL too, so any scalar will do; one
    /// that is wrapped in `${ }` is unwrapped, with a hint.
    func expression(_ node: YAMLNode, _ key: String) -> EmbeddedText? {
        guard let scalar = scalar(node, "`\(key)`", expected: "an expression") else { return nil }
        if Timestamp(rfc3339: scalar.string) != nil {
            findings.report(.bareTimestamp(scalar, key))
            return nil
        }
        guard scalar.string.hasPrefix("${"),
            let inner = TemplateText(scalar.text).single
        else { return scalar.text }
        findings.report(.needlessBraces(scalar, inner, key))
        return inner
    }
}

extension Diagnostic {
    fileprivate static func needlessBraces(
        _ scalar: YAMLScalar,
        _ inner: EmbeddedText,
        _ key: String
    ) -> Diagnostic {
        let bare = inner.text.trimmingSpaces
        var hint = Diagnostic(
            .celSyntax,
            "`\(key)` holds an expression as it is, without `${ }`",
            at: scalar.span,
            label: "`${ }` is not needed",
            help: ["write `\(key): \(bare)`"]
        )
        hint.severity = .info
        return hint
    }

    fileprivate static func bareTimestamp(_ scalar: YAMLScalar, _ key: String) -> Diagnostic {
        let call = "timestamp('\(scalar.string)')"
        return Diagnostic(
            .celSyntax,
            "`\(key)` holds an expression, and this is a text",
            at: scalar.span,
            label: "a point in time, as text",
            help: ["write `\(key): \(call)`"],
            edits: [Edit(replacing: scalar.span, with: "\"\(call)\"", confidence: .maybe)]
        )
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmingSpaces: String {
        let kept = drop(while: \.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}
