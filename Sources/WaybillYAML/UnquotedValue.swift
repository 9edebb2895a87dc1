import WaybillDiagnostics

/// A value that YAML cuts or bends because it is not quoted: most often an expression (WB0012).
///
/// Reading goes on as if it were quoted, so that what stands behind it is read too.
struct UnquotedValue {
    /// The whole value, as its author meant it.
    let range: Range<Int>
    let diagnostic: Diagnostic

    /// The keys whose values are expressions without `${ … }`.
    private static let expressionKeys: Set<String> = [
        "when", "until", "for_each", "key", "collect", "wait_until", "where", "at_end",
    ]

    /// Whether a key's value is an expression without `${ … }`.
    static func isExpression(key: String) -> Bool { expressionKeys.contains(key) }

    init(_ site: ValueSite, _ misreading: Misreading, source: SourceText) {
        range = site.range
        diagnostic = .unquotedValue(
            at: Span(in: source, site.range),
            key: site.key,
            misreading: misreading
        )
    }

    /// The value behind a syntax error; `nil` when quotes would not mend it.
    init?(behind failure: SyntaxFailure, in bytes: [UInt8], source: SourceText) {
        guard failure.context != "while scanning a quoted scalar" else { return nil }
        let isKeyless = failure.problem == "could not find expected ':'"
        let offset = isKeyless ? failure.contextOffset : failure.problemOffset
        for site in [
            ValueSite(in: bytes, around: offset), ValueSite(in: bytes, aboveLineOf: offset),
        ] {
            guard let site, let misreading = Misreading(of: site, in: bytes, at: failure) else {
                continue
            }
            self.init(site, misreading, source: source)
            return
        }
        return nil
    }
}
