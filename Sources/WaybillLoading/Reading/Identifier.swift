import WaybillDiagnostics

/// The forms of names in a file.
enum Identifier {
    static let snakeCase =
        "small letters, digits and `_`, with a letter first: `[a-z][a-z0-9_]*`"
    static let celForm = "letters, digits and `_`, without a digit first"
    static let dottedForm = "identifiers with dots between them, such as `payments.authorize`"

    /// The words that CEL keeps for itself (cel-spec, "Syntax").
    static let reserved: Set<String> = [
        "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for",
        "function", "if", "import", "let", "loop", "package", "namespace", "return", "var",
        "void", "while",
    ]

    static func isSnakeCase(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isSmallLetter(first) else { return false }
        return text.utf8.allSatisfy { isSmallLetter($0) || isDigit($0) || $0 == underscore }
    }

    /// Whether it is a CEL identifier or one of its reserved words.
    static func isCEL(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, isStart(first) else { return false }
        return text.utf8.allSatisfy(isPart)
    }

    static func isDotted(_ text: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isCEL($0) }
    }

    /// A name with what its form does not allow put right; `nil` when that makes no name of the form,
    /// or no other one.
    static func mended(_ name: String, as form: String) -> String? {
        let isDotted = form == dottedForm
        var mended = String(
            name.map { character in
                let isKept = character.isASCII && (character.isLetter || character.isNumber)
                return isKept || isDotted && character == "." ? character : "_"
            }
        )
        if form == snakeCase { mended = mended.lowercased() }
        let fits =
            switch form {
            case snakeCase: isSnakeCase(mended)
            case dottedForm: self.isDotted(mended)
            default: isCEL(mended) && !reserved.contains(mended)
            }
        return fits && mended != name ? mended : nil
    }

    /// Whether a byte can start an identifier.
    static func isStart(_ byte: UInt8) -> Bool {
        isSmallLetter(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || byte == underscore
    }

    /// Whether a byte can go on an identifier.
    static func isPart(_ byte: UInt8) -> Bool { isStart(byte) || isDigit(byte) }

    static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static let underscore = UInt8(ascii: "_")

    private static func isSmallLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}

extension Diagnostic {
    static func badID(_ name: String, _ what: String, form: String, at span: Span) -> Diagnostic {
        let mended = Identifier.mended(name, as: form).map { ": `\($0)`" } ?? ""
        return Diagnostic(
            .badId,
            "`\(name)` cannot be \(what)",
            at: span,
            label: "not a name of this kind",
            help: ["\(what) is written with \(form)\(mended)"]
        )
    }
}
