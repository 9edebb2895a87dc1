import WaybillDiagnostics

extension Diagnostic {
    /// libyaml's syntax error in words that an author can act on.
    static func yamlSyntax(_ failure: SyntaxFailure, in source: SourceText) -> Diagnostic {
        let wording = SyntaxWording(failure, in: source)
        let context = failure.contextOffset
        let offset = wording.isAtContext ? context : failure.problemOffset
        var labels: [Label] = []
        if failure.context != nil, let text = wording.otherLabel {
            let other = wording.isAtContext ? failure.problemOffset : context
            if other != offset { labels.append(Label(character(at: other, in: source), text)) }
        }
        return Diagnostic(
            .yamlSyntax,
            wording.message,
            at: character(at: offset, in: source),
            label: wording.label,
            labels: labels,
            help: [wording.help]
        )
    }

    /// The character at an offset; the last one before it where the line or the file ends there.
    private static func character(at offset: Int, in source: SourceText) -> Span {
        let bytes = source.bytes
        var start = min(offset, bytes.count)
        if start == bytes.count {
            start = bytes.trimmedEnd(of: 0..<start)
            return Span(in: source, start..<start)
        }
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return Span(in: source, start..<end)
    }
}

/// What to say about a syntax error, and where.
private struct SyntaxWording {
    let message: String
    let label: String
    let help: String
    /// Whether the finding belongs where the thing that is wrong started, rather than where libyaml
    /// noticed.
    var isAtContext = false
    /// What stands at the other of the two places.
    var otherLabel: String?

    init(_ failure: SyntaxFailure, in source: SourceText) {
        let context = failure.context ?? ""
        switch failure.problem {
        case "mapping values are not allowed in this context":
            self.init(
                "a key cannot stand here",
                label: "unexpected `:`",
                help: "the line above already has a value: align this key with the key above, "
                    + "or put the whole text in quotes"
            )
        case "block sequence entries are not allowed in this context":
            self.init(
                "a list item cannot start here",
                label: "unexpected `-`",
                help: "start each item on a line of its own, below the key"
            )
        case "could not find expected ':'":
            self.init(
                "this is neither a key nor a value: no `:` follows",
                label: "a `:` is missing",
                help: "write `key: value`; a text over several lines is indented below its key",
                isAtContext: true
            )
        case "found unexpected end of stream", "found unexpected document indicator":
            self.init(
                "this quote is never closed",
                label: "opened here",
                help: "close it with the same quote",
                isAtContext: true
            )
        case "found unknown escape character":
            self.init(
                "this is no escape of a double-quoted text",
                label: "unknown escape",
                help: "write `\\\\` for a backslash, or use single quotes, which know no escapes"
            )
        case "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            self.init(
                "this escape needs hexadecimal digits of a character",
                label: "not a character",
                help: "write `\\x` with 2 digits, `\\u` with 4 or `\\U` with 8"
            )
        case "did not find expected ',' or ']'":
            self.init(unclosed: "[", "]", failure, source)
        case "did not find expected ',' or '}'":
            self.init(unclosed: "{", "}", failure, source)
        case "did not find expected key", "did not find expected '-' indicator":
            self.init(misplacedAt: failure, source)
        case "did not find expected <document start>":
            self.init(
                "this does not belong to what stands above",
                label: "unexpected",
                help: "check the indentation: all top-level keys start in the first column"
            )
        case "did not find expected comment or line break":
            self.init(
                "no text may follow on the line of a `|` or `>`",
                label: "unexpected text",
                help: "start the text on the next line, indented; or put it in quotes",
                otherLabel: "this starts a block of text"
            )
        case "found character that cannot start any token":
            self.init(
                "a value cannot start with this character",
                label: "not allowed here",
                help: "put the value in quotes"
            )
        default:
            self.init(
                "this is not YAML: \(failure.problem)\(context.isEmpty ? "" : " \(context)")",
                label: "noticed here",
                help: "if it is text or an expression, put it in quotes"
            )
        }
    }

    private init(
        _ message: String,
        label: String,
        help: String,
        isAtContext: Bool = false,
        otherLabel: String? = nil
    ) {
        self.message = message
        self.label = label
        self.help = help
        self.isAtContext = isAtContext
        self.otherLabel = otherLabel
    }

    /// Something in a block collection that is none of its entries: at the start of a line its
    /// indentation is wrong, else it stands behind what was already complete.
    private init(misplacedAt failure: SyntaxFailure, _ source: SourceText) {
        let isList = failure.problem.contains("'-'")
        let offset = min(failure.problemOffset, source.bytes.count)
        let line = source.position(at: offset).line
        let before = source.bytes[source.lineRange(line - 1).lowerBound..<offset]
        if before.allSatisfy(isBlank) {
            let isNested = source.position(at: failure.contextOffset).column > 1
            let around = isList ? "the list around it starts here" : "its keys start here"
            self.init(
                "the indentation of this line fits nothing above it",
                label: "misplaced",
                help: "align it with the keys or the `-` of what it belongs to",
                otherLabel: isNested ? around : nil
            )
        } else {
            self.init(
                "the value is complete before this",
                label: "unexpected",
                help: "put the whole value in quotes, or remove the rest"
            )
        }
    }

    /// A flow collection that goes on where it should end: on the same line a comma is missing,
    /// else the closing bracket.
    private init(
        unclosed open: String,
        _ close: String,
        _ failure: SyntaxFailure,
        _ source: SourceText
    ) {
        let between = source.bytes[
            failure.contextOffset..<max(failure.contextOffset, failure.problemOffset)
        ]
        if between.contains(UInt8(ascii: "\n")) || failure.problemOffset >= source.bytes.count {
            self.init(
                "this `\(open)` is never closed",
                label: "opened here",
                help: "close it with `\(close)`",
                isAtContext: true
            )
        } else {
            self.init(
                "a `,` or `\(close)` is expected here",
                label: "unexpected",
                help:
                    "separate the entries with `,`; put a text that contains `[ ] { } ,` in quotes",
                otherLabel: "`\(open)` was opened here"
            )
        }
    }
}
