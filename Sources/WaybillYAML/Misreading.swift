import WaybillDiagnostics

/// How YAML misreads a value that should have been quoted.
enum Misreading {
    case conditional
    case comment
    /// A `#` without a space behind it: part of the value, or a comment that looks like one.
    case commentOrNot
    case quoteFirst
    case bracketFirst
    case insideFlow
    case tag
    case anchor
    case alias
    case blockHeader
    case reservedFirst
    case colon
    /// A value that is no expression, but contains `: `.
    case colonInText
    /// A value that is no expression, but starts with a character that YAML keeps for itself.
    case reservedFirstInText

    /// The reason for a syntax error in a value; `nil` when quotes would not mend it.
    init?(of site: ValueSite, in bytes: [UInt8], at failure: SyntaxFailure) {
        let text = String(decoding: bytes[site.range], as: UTF8.self)
        let first = bytes[site.range.lowerBound]
        let isConditional = Self.isConditional(text)
        let isExpression = site.isExpression
        let goesOn = isExpression || Self.startsOperator(bytes, at: failure.problemOffset)
        switch first {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            guard goesOn || isConditional else { return nil }
            self = .quoteFirst
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            guard goesOn, site.isFlow || failure.context?.contains("flow") != true else {
                return nil
            }
            self = .bracketFirst
        default:
            guard isExpression || isConditional || text.contains("${") else {
                guard !site.key.isEmpty, !text.contains("\n"),
                    let misreading = Self.ofText[failure.problem]
                else {
                    return nil
                }
                self = misreading
                return
            }
            self =
                if isConditional {
                    .conditional
                } else {
                    site.isFlow ? .insideFlow : Self.byFirst[first] ?? .colon
                }
        }
    }

    private static let byFirst: [UInt8: Misreading] = [
        UInt8(ascii: "!"): .tag, UInt8(ascii: "&"): .anchor, UInt8(ascii: "*"): .alias,
        UInt8(ascii: "|"): .blockHeader, UInt8(ascii: ">"): .blockHeader,
        UInt8(ascii: "%"): .reservedFirst,
        UInt8(ascii: "@"): .reservedFirst, UInt8(ascii: "`"): .reservedFirst,
    ]

    /// The errors in a text that is no expression.
    private static let ofText: [String: Misreading] = [
        "mapping values are not allowed in this context": .colonInText,
        "found character that cannot start any token": .reservedFirstInText,
    ]

    /// Whether a text looks like `a ? b : c`.
    private static func isConditional(_ text: String) -> Bool {
        guard let question = text.utf8.firstIndex(of: UInt8(ascii: "?")) else { return false }
        let before = text.utf8[..<question].last
        return before.map { $0 <= UInt8(ascii: " ") } == true
            && text[question...].contains(" : ")
    }

    /// Whether what stands at an offset goes on with an expression.
    private static func startsOperator(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset < bytes.count else { return false }
        if Array("=!<>&|+*/%?.[(".utf8).contains(bytes[offset]) { return true }
        return bytes[offset...].starts(with: Array("in ".utf8))
    }
}

extension Misreading {
    /// The rule that speaks.
    var code: DiagnosticCode {
        switch self {
        case .colonInText, .reservedFirstInText: .yamlSyntax
        case .tag: .unknownTag
        default: .unquotedExpression
        }
    }

    /// What is wrong.
    var message: String {
        switch self {
        case .colonInText: "a text that contains `: ` must be quoted"
        case .reservedFirstInText: "a text that starts with this character must be quoted"
        case .tag: "YAML takes the start of this expression for a tag"
        default: "YAML does not read this expression as one piece"
        }
    }

    /// What YAML does with the value, in one sentence.
    var note: String {
        switch self {
        case .conditional: "in YAML `: ` ends a key, so `a ? b : c` is cut at its colon"
        case .comment, .commentOrNot:
            "in YAML ` #` starts a comment, so the expression is cut there"
        case .quoteFirst: "a value that starts with a quote ends at the closing quote in YAML"
        case .bracketFirst:
            "a value that starts with `[` or `{` ends at the closing bracket in YAML"
        case .insideFlow:
            "inside `{ }` and `[ ]` the characters `{ } [ ] ,` belong to YAML, "
                + "not to the expression"
        case .tag: "a leading `!` is a tag in YAML, not a negation"
        case .anchor: "a leading `&` is an anchor in YAML"
        case .alias: "a leading `*` is an alias in YAML, which stands for an anchor above it"
        case .blockHeader: "a leading `|` or `>` starts a block of text in YAML"
        case .reservedFirst, .reservedFirstInText:
            "YAML keeps `%`, `@` and the backtick at the start of a value for itself"
        case .colon, .colonInText: "in YAML `: ` ends a key, so the value is cut there"
        }
    }

    /// What else the author may have meant.
    var alternative: String? {
        switch self {
        case .commentOrNot:
            "if it is meant as a comment, write a space behind the `#`; no expression has one"
        case .alias: "if an alias is meant, write its anchor `&` before what it stands for"
        case .colonInText:
            "if what stands before the `:` is a key, write it on the next line, indented"
        default: nil
        }
    }

    /// Whether YAML took a part of the value for a comment.
    var isComment: Bool { self == .comment || self == .commentOrNot }

    /// Whether quotes may be what the author wants. No expression has a `#` outside its texts.
    var isMendedByQuotes: Bool { self != .commentOrNot }

    /// Whether quotes are certain to be what the author wants.
    var confidence: Diagnostic.Edit.Confidence { alternative == nil ? .safe : .maybe }
}
