import WaybillDiagnostics

/// A scalar cut at its `${ … }`.
struct TemplateText: Sendable {
    enum Part: Sendable {
        case literal(String)
        /// What stands between the braces, with its places.
        case expression(EmbeddedText)
        /// A `${` without its `}`, or past the most that one text may hold; the place is that of
        /// the `${`, and nothing is read after it.
        case unclosed(Span)
    }

    let parts: [Part]
    /// Whether there are more expressions than are read.
    let hasTooMany: Bool
    private static let mostExpressions = 1_000

    init(_ text: EmbeddedText) {
        let bytes = Array(text.text.utf8)
        var parts: [Part] = []
        var literal: [UInt8] = []
        var hasTooMany = false
        var position = 0
        func flush() {
            if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
            literal = []
        }
        while position < bytes.count {
            guard let dollar = bytes[position...].firstIndex(of: UInt8(ascii: "$")) else {
                literal += bytes[position...]
                break
            }
            literal += bytes[position..<dollar]
            position = dollar
            let rest = bytes[position...]
            if rest.starts(with: Array("$${".utf8)) {
                literal += Array("${".utf8)
                position += 3
            } else if rest.starts(with: Array("${".utf8)) {
                flush()
                guard parts.count < 2 * Self.mostExpressions else {
                    hasTooMany = true
                    parts.append(.unclosed(text.span(position..<position + 2)))
                    break
                }
                let start = position + 2
                guard let end = ExpressionScanner.closingBrace(in: bytes, from: start) else {
                    parts.append(.unclosed(text.span(position..<start)))
                    break
                }
                parts.append(.expression(text.slice(start..<end)))
                position = end + 1
            } else {
                literal.append(bytes[position])
                position += 1
            }
        }
        flush()
        self.parts = parts
        self.hasTooMany = hasTooMany
    }

    /// The text without any expression in it; `nil` when there is one.
    var plain: String? {
        var plain = ""
        for part in parts {
            guard case .literal(let text) = part else { return nil }
            plain += text
        }
        return plain
    }

    /// The expression, when the text is one `${ … }` and nothing else.
    var single: EmbeddedText? {
        guard parts.count == 1, case .expression(let text) = parts[0] else { return nil }
        return text
    }
}
