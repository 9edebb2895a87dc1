import WaybillDiagnostics

extension TreeBuilder {
    /// The scalar of an event, with the place of each byte of its text.
    mutating func scalar(
        _ value: String,
        _ style: YAMLScalar.Style,
        _ event: YAMLEvent,
        start: Int
    ) -> YAMLScalar {
        if let written = repairs[start] {
            return repaired(written.lowerBound..<max(event.end, written.upperBound))
        }
        let raw = start..<max(start, event.end)
        let end = lastByte(of: raw, style)
        let isTooLong = value.utf8.count > YAMLLimits.scalarBytes
        let text =
            isTooLong
            ? EmbeddedText(text: "", source: source, segments: [], fileEnd: start)
            : embeddedText(value, style, raw: raw)
        let scalar = YAMLScalar(
            text: text,
            style: style,
            resolved: style == .plain ? CoreSchema.resolve(value) : .string,
            span: span(start..<end)
        )
        return applyTag(of: event, to: scalar)
    }

    /// An expression that was repaired: it is read as it stands in the file, as if it were quoted.
    private func repaired(_ range: Range<Int>) -> YAMLScalar {
        let text = EmbeddedText(
            text: source.text(of: range),
            source: source,
            segments: [EmbeddedText.Segment(decoded: 0, file: range.lowerBound)],
            fileEnd: range.upperBound
        )
        return YAMLScalar(text: text, style: .plain, resolved: .string, span: span(range))
    }

    /// The end of a scalar; for a block scalar the end of its last line that is not empty.
    private func lastByte(of raw: Range<Int>, _ style: YAMLScalar.Style) -> Int {
        guard style == .literal || style == .folded else { return raw.upperBound }
        var end = min(raw.upperBound, bytes.count)
        while end > raw.lowerBound,
            isBlank(bytes[end - 1]) || bytes[end - 1] == 0x0A
                || bytes[end - 1] == 0x0D
        {
            end -= 1
        }
        return end
    }

    private func embeddedText(
        _ value: String,
        _ style: YAMLScalar.Style,
        raw: Range<Int>
    ) -> EmbeddedText {
        let content = Self.content(of: raw, style)
        if let text = verbatim(value, style, content) { return text }
        let decoded = Self.decode(
            bytes,
            style,
            raw: raw,
            parentIndent: frames.last { !$0.isFlow }?.column ?? -1
        )
        return EmbeddedText(
            text: value,
            source: source,
            segments: decoded.segments,
            fileEnd: decoded.fileEnd
        )
    }

    /// The text of a scalar that stands in the file byte for byte, which most do.
    private func verbatim(
        _ value: String,
        _ style: YAMLScalar.Style,
        _ content: Range<Int>
    ) -> EmbeddedText? {
        guard value.utf8.count == content.count else { return nil }
        switch style {
        case .literal, .folded: return nil
        case .doubleQuoted where bytes[content].contains(UInt8(ascii: "\\")): return nil
        case .plain, .singleQuoted, .doubleQuoted: break
        }
        return EmbeddedText(text: value, source: source, verbatimFrom: content.lowerBound)
    }

    /// What stands between the quotes.
    private static func content(of raw: Range<Int>, _ style: YAMLScalar.Style) -> Range<Int> {
        switch style {
        case .singleQuoted, .doubleQuoted:
            let lower = min(raw.lowerBound + 1, raw.upperBound)
            return lower..<max(lower, raw.upperBound - 1)
        case .plain, .literal, .folded:
            return raw
        }
    }

    /// Decodes a scalar's raw text again.
    ///
    /// - Parameter parentIndent: The column of the block collection around it; -1 without one.
    static func decode(
        _ bytes: [UInt8],
        _ style: YAMLScalar.Style,
        raw: Range<Int>,
        parentIndent: Int
    ) -> DecodedScalar {
        switch style {
        case .plain, .singleQuoted, .doubleQuoted:
            var decoder = FlowScalarDecoder(bytes, in: content(of: raw, style), style: style)
            return decoder.decode()
        case .literal, .folded:
            var decoder = BlockScalarDecoder(
                bytes,
                in: raw,
                isLiteral: style == .literal,
                parentIndent: parentIndent
            )
            return decoder.decode()
        }
    }
}
