/// Text that was decoded out of a file, such as a YAML scalar with escapes or folded lines, which
/// still knows the byte of the file that each of its bytes came from.
public struct EmbeddedText: Sendable {
    /// A run of decoded bytes that stand one after the other in the file too.
    public struct Segment: Hashable, Sendable {
        /// The first decoded UTF-8 offset of the run.
        public let decoded: Int
        /// The byte of the file it came from.
        public let file: Int

        /// Makes a segment that lasts until the next one starts.
        public init(decoded: Int, file: Int) {
            self.decoded = decoded
            self.file = file
        }
    }

    /// The decoded text.
    public let text: String
    /// The file it came from.
    public let source: SourceText
    /// Ascending in `decoded`; the first starts at 0.
    public let segments: [Segment]
    /// The byte of the file just past the last decoded byte.
    public let fileEnd: Int

    /// Makes an embedded text from the table that its decoder built.
    public init(text: String, source: SourceText, segments: [Segment], fileEnd: Int) {
        self.text = text
        self.source = source
        self.segments = segments.isEmpty ? [Segment(decoded: 0, file: 0)] : segments
        self.fileEnd = fileEnd
    }

    /// A text that stands for itself, such as an expression given on the command line.
    public init(_ text: String, name: String = "<expression>") {
        let source = SourceText(name: name, text: text)
        self.init(
            text: text,
            source: source,
            segments: [Segment(decoded: 0, file: 0)],
            fileEnd: source.bytes.count
        )
    }

    /// The place in the file of a range of decoded UTF-8 offsets.
    public func span(_ range: Range<Int>) -> Span {
        let lower = fileOffset(of: range.lowerBound)
        guard range.upperBound > range.lowerBound else { return Span(in: source, lower..<lower) }
        // The end is just past the last byte covered, not the start of the next run: between the
        // two there may be indentation or a continuation that is not part of the text.
        let atLast = fileOffset(of: range.upperBound - 1)
        let upper = range.upperBound >= text.utf8.count ? fileEnd : max(atLast + 1, lower)
        return Span(in: source, lower..<max(lower, min(upper, source.bytes.count)))
    }

    /// The place of the whole text.
    public var whole: Span { span(0..<text.utf8.count) }

    /// A part of the text, by decoded UTF-8 offsets, with its places kept.
    public func slice(_ range: Range<Int>) -> EmbeddedText {
        let bounds = range.clamped(to: 0..<text.utf8.count)
        let first = fileOffset(of: bounds.lowerBound)
        let inner = segments.filter {
            $0.decoded > bounds.lowerBound && $0.decoded < bounds.upperBound
        }
        let moved = inner.map { Segment(decoded: $0.decoded - bounds.lowerBound, file: $0.file) }
        return EmbeddedText(
            text: String(decoding: Array(text.utf8)[bounds], as: UTF8.self),
            source: source,
            segments: [Segment(decoded: 0, file: first)] + moved,
            fileEnd: span(bounds).range.upperBound
        )
    }

    /// The byte of the file that a decoded byte came from.
    private func fileOffset(of decoded: Int) -> Int {
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].decoded <= decoded { low = middle } else { high = middle - 1 }
        }
        let segment = segments[low]
        return min(segment.file + max(0, decoded - segment.decoded), fileEnd)
    }
}
