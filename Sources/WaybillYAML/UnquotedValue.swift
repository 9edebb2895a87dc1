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

    /// Whether a key's value is an expression without `${ … }`; under `match` every one is, and the
    /// name of a `lock`.
    static func isExpression(key: String, under outer: String?) -> Bool {
        expressionKeys.contains(key) || outer == "match" || (key == "name" && outer == "lock")
    }

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
            Self.site(in: bytes, around: offset), ValueSite(in: bytes, aboveLineOf: offset),
        ] {
            guard let site, let misreading = Misreading(of: site, in: bytes, at: failure) else {
                continue
            }
            self.init(site, misreading, source: source)
            return
        }
        return nil
    }

    /// The value around an offset, with what YAML takes for a comment when only that closes its
    /// brackets and quotes.
    private static func site(in bytes: [UInt8], around offset: Int) -> ValueSite? {
        let site = ValueSite(in: bytes, around: offset)
        guard let site, !isBalanced(String(decoding: bytes[site.range], as: UTF8.self)),
            let longer = ValueSite(in: bytes, around: offset, keepsComment: true),
            isBalanced(String(decoding: bytes[longer.range], as: UTF8.self))
        else { return site }
        return longer
    }

    /// Whether a text holds the `${` that an expression inside a text starts with.
    static func containsPlaceholder(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let dollar = bytes.firstIndex(of: UInt8(ascii: "$")) else { return false }
        let rest = bytes[dollar...]
        return zip(rest, rest.dropFirst()).contains {
            $0 == UInt8(ascii: "$") && $1 == UInt8(ascii: "{")
        }
    }

    /// Whether each quote and each bracket of an expression has its partner.
    static func isBalanced(_ expression: String) -> Bool {
        var open: [UInt8] = []
        var quote: UInt8?
        for byte in expression.utf8 {
            if let current = quote {
                if byte == current { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if open.popLast() != byte { return false }
            default: break
            }
        }
        return open.isEmpty && quote == nil
    }
}
