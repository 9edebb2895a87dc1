import WaybillDiagnostics

/// An expression that YAML cuts or bends because it is not quoted (WB0012), and what is to be read in
/// its place so that reading can go on behind it.
struct ExpressionTrap {
    /// The whole expression, as its author meant it.
    let range: Range<Int>
    let diagnostic: Diagnostic

    /// The keys whose values are expressions without `${ … }`.
    private static let bareKeys: Set<String> = [
        "when", "until", "for_each", "key", "collect", "wait_until", "where", "at_end",
    ]

    static func isBare(_ key: String) -> Bool { bareKeys.contains(key) }

    /// The expression behind a syntax error; `nil` when the error has nothing to do with one.
    init?(behind failure: SyntaxFailure, in bytes: [UInt8], source: SourceText) {
        let isKeyless = failure.problem == "could not find expected ':'"
        let isUnclosed = failure.context == "while scanning a quoted scalar"
        guard !isUnclosed,
            let site = ValueSite(
                in: bytes,
                around: isKeyless ? failure.contextOffset : failure.problemOffset
            ),
            let reason = TrapReason(of: site, in: bytes, at: failure)
        else { return nil }
        self.init(site, reason, source: source)
    }

    init(_ site: ValueSite, _ reason: TrapReason, source: SourceText) {
        range = site.range
        diagnostic = .unquotedExpression(
            at: Span(in: source, site.range),
            key: site.key,
            reason: reason
        )
    }
}

/// How YAML misreads an expression.
enum TrapReason {
    case conditional
    case comment
    case quoteFirst
    case bracketFirst
    case insideFlow
    case tag
    case anchor
    case alias
    case blockHeader
    case colon

    /// The reason for a syntax error in a value; `nil` when the value is no expression.
    init?(of site: ValueSite, in bytes: [UInt8], at failure: SyntaxFailure) {
        let text = String(decoding: bytes[site.range], as: UTF8.self)
        let isBare = ExpressionTrap.isBare(site.key)
        let hasPlaceholder = text.contains("${")
        let first = bytes[site.range.lowerBound]
        let isConditional = text.contains(" ? ") && text.contains(" : ")
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard isBare || Self.startsOperator(bytes, at: failure.problemOffset) || isConditional
            else { return nil }
            self = .quoteFirst
        } else if site.isFlow, isBare || hasPlaceholder || isConditional {
            self = .insideFlow
        } else if first == UInt8(ascii: "[") || first == UInt8(ascii: "{") {
            guard isBare || Self.startsOperator(bytes, at: failure.problemOffset),
                failure.context?.contains("flow") != true
            else { return nil }
            self = .bracketFirst
        } else if isConditional {
            self = .conditional
        } else if isBare || hasPlaceholder {
            self = Self.byFirst[first] ?? .colon
        } else {
            return nil
        }
    }

    private static let byFirst: [UInt8: TrapReason] = [
        UInt8(ascii: "!"): .tag, UInt8(ascii: "&"): .anchor, UInt8(ascii: "*"): .alias,
        UInt8(ascii: "|"): .blockHeader, UInt8(ascii: ">"): .blockHeader,
    ]

    /// Whether what stands at an offset goes on with an expression.
    private static func startsOperator(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        if Array("=!<>&|+*/%?.[(".utf8).contains(bytes[offset]) { return true }
        return bytes[offset...].starts(with: Array("in ".utf8))
    }

    /// What YAML does with it, in one sentence.
    var note: String {
        switch self {
        case .conditional: "in YAML `: ` ends a key, so `a ? b : c` is cut at its colon"
        case .comment: "in YAML ` #` starts a comment, so the expression is cut there"
        case .quoteFirst: "a value that starts with a quote ends at the closing quote in YAML"
        case .bracketFirst:
            "a value that starts with `[` or `{` ends at the closing bracket in YAML"
        case .insideFlow:
            "inside `{ }` and `[ ]` the characters `{ } [ ] ,` belong to YAML, not to the expression"
        case .tag: "a leading `!` is a tag in YAML, not a negation"
        case .anchor: "a leading `&` is an anchor in YAML"
        case .alias: "a leading `*` is an alias in YAML"
        case .blockHeader: "a leading `|` or `>` starts a block of text in YAML"
        case .colon: "in YAML `: ` ends a key, so the expression is cut there"
        }
    }
}
