/// A place in a file: a half-open range of bytes of one ``SourceText``.
public struct Span: Sendable {
    /// The text this place is in.
    public let source: SourceText
    /// The bytes it covers; always inside the text.
    public let range: Range<Int>

    /// Makes a span, clamped to the text, so that a place outside its file cannot exist.
    public init(in source: SourceText, _ range: Range<Int>) {
        self.source = source
        self.range = range.clamped(to: 0..<source.bytes.count)
    }

    /// The text that the span covers.
    public var text: String { source.text(of: range) }

    /// The smallest span that covers both; `self` when the other is in another file.
    public func joined(with other: Span) -> Span {
        guard source === other.source else { return self }
        let lower = min(range.lowerBound, other.range.lowerBound)
        let upper = max(range.upperBound, other.range.upperBound)
        return Span(in: source, lower..<upper)
    }
}

extension Span: Hashable {
    /// Spans are equal when they cover the same bytes of the same loaded text.
    public static func == (left: Span, right: Span) -> Bool {
        left.source === right.source && left.range == right.range
    }

    /// Hashes the identity of the text and the range.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(source))
        hasher.combine(range)
    }
}
