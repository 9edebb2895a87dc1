import WaybillDiagnostics

/// Reads the text form of a type:
///
///     type    = member { "|" member }          several members: an enumeration of strings
///     member  = primary { "?" }
///     primary = "[" type "]" | "map" "<" type ">" | "(" type ")" | word
///
/// A `?` after the last word of an enumeration makes the whole of it optional.
struct TypeParser {
    struct Failure: Error {
        let message: String
        let label: String
        let span: Span
    }

    private let text: EmbeddedText
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    init(_ text: EmbeddedText) {
        self.text = text
        bytes = Array(text.text.utf8)
    }

    mutating func parse() -> Result<TypeExpression, Failure> {
        do throws(Failure) {
            let type = try union()
            if position < bytes.count { throw unexpected("a type ends before this") }
            return .success(type)
        } catch {
            return .failure(error)
        }
    }

    private mutating func union() throws(Failure) -> TypeExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 50 else { throw unexpected("too many types inside each other") }
        let first = try member()
        guard peek() == UInt8(ascii: "|") else { return first }
        var members = [first]
        while accept(UInt8(ascii: "|")) { members.append(try member()) }
        return try enumeration(members)
    }

    /// Alternatives as an enumeration: all of them must be plain words.
    private func enumeration(_ members: [TypeExpression]) throws(Failure) -> TypeExpression {
        var words: [String] = []
        var isOptional = false
        for (index, member) in members.enumerated() {
            var member = member
            if index == members.count - 1, case .optional(let inner) = member {
                member = inner
                isOptional = true
            }
            guard case .named(let word) = member else {
                throw Failure(
                    message: "`|` stands only between the words of an enumeration",
                    label: "not a word alone",
                    span: text.whole
                )
            }
            if words.contains(word.value) {
                throw Failure(
                    message: "`\(word.value)` stands twice in this enumeration",
                    label: "the second one",
                    span: word.span
                )
            }
            words.append(word.value)
        }
        if let meant = Self.meant(by: words) {
            throw Failure(
                message: "`|` stands between the words of an enumeration, not between types",
                label: meant,
                span: text.whole
            )
        }
        return isOptional ? .optional(.enumeration(words)) : .enumeration(words)
    }

    /// What to write instead of words that other languages join as types.
    private static func meant(by words: [String]) -> String? {
        if words.contains("null") { return "what may be missing has a `?`: `string?`" }
        if Set(words) == ["true", "false"] { return "this is `bool`" }
        let areTypes = words.allSatisfy(TypeExpression.builtIn.contains)
        return areTypes ? "a value has one type; `any` takes all" : nil
    }

    private mutating func member() throws(Failure) -> TypeExpression {
        var type = try primary()
        while accept(UInt8(ascii: "?")) {
            if case .optional = type { continue }
            type = .optional(type)
        }
        return type
    }

    private mutating func primary() throws(Failure) -> TypeExpression {
        if accept(UInt8(ascii: "[")) {
            let element = try union()
            try expect(UInt8(ascii: "]"), "`]`")
            return .list(element)
        }
        if accept(UInt8(ascii: "(")) {
            let inner = try union()
            try expect(UInt8(ascii: ")"), "`)`")
            return inner
        }
        let word = try word()
        guard word.value == "map", accept(UInt8(ascii: "<")) else { return .named(word) }
        let value = try union()
        if peek() == UInt8(ascii: ",") {
            throw unexpected("the keys of a map are strings: write `map<T>` with the values' type")
        }
        try expect(UInt8(ascii: ">"), "`>`")
        return .map(value)
    }

    private mutating func word() throws(Failure) -> Located<String> {
        skipSpace()
        let start = position
        while position < bytes.count, isWordPart(bytes[position]) { position += 1 }
        guard position > start else { throw unexpected("a type is missing here") }
        let word = text.slice(start..<position)
        return Located(word.text, at: word.whole)
    }

    private func isWordPart(_ byte: UInt8) -> Bool {
        Identifier.isPart(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private mutating func peek() -> UInt8? {
        skipSpace()
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func accept(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8, _ name: String) throws(Failure) {
        if !accept(byte) { throw unexpected("\(name) is missing in this type") }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
            position += 1
        }
    }

    private func unexpected(_ message: String) -> Failure {
        let end = min(position + 1, bytes.count)
        return Failure(message: message, label: "here", span: text.span(position..<end))
    }
}
