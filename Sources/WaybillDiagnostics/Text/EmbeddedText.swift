/// Text that was decoded out of a file, such as a YAML scalar with escapes or folded lines, which
/// still knows the byte of the file that each of its bytes came from.
public struct EmbeddedText: Sendable {
    /// A run of decoded bytes that stand one after the other in the file too, or the bytes that one
    /// escape sequence stands for.
    public struct Segment: Hashable, Sendable {
        /// The first decoded UTF-8 offset of the run.
        public let decoded: Int
        /// The byte of the file it came from.
        public let file: Int
        /// How many bytes of the file the run takes when it is an escape sequence; 0 when the
        /// run stands in the file as it is.
        public let escapeLength: Int

        /// Makes a segment that lasts until the next one starts.
        public init(decoded: Int, file: Int, escapeLength: Int = 0) {
            self.decoded = decoded
            self.file = file
            self.escapeLength = escapeLength
        }
    }

    /// The decoded text.
    public let text: String
    /// The file it came from.
    public let source: SourceText
    private let places: Places
    /// The byte of the file just past the last decoded byte.
    public let fileEnd: Int

    /// How the decoded bytes are found in the file.
    private enum Places {
        /// The text stands there byte for byte from this one on, as most texts do.
        case verbatim(from: Int)
        /// Ascending in `decoded`; never empty, and the first starts at 0.
        case segments([Segment])
    }

    /// Makes an embedded text from the table that its decoder built: segments ascending in
    /// `decoded`, the first of which starts at 0.
    public init(text: String, source: SourceText, segments: [Segment], fileEnd: Int) {
        self.text = text
        self.source = source
        places = segments.isEmpty ? .verbatim(from: fileEnd) : .segments(segments)
        self.fileEnd = fileEnd
    }

    /// Makes an embedded text that stands in the file byte for byte from a byte on.
    public init(text: String, source: SourceText, verbatimFrom start: Int) {
        self.text = text
        self.source = source
        places = .verbatim(from: start)
        fileEnd = start + text.utf8.count
    }

    /// A text that stands for itself, such as an expression given on the command line.
    public init(_ text: String, name: String = "<expression>") {
        let source = SourceText(name: name, text: text)
        self.init(text: text, source: source, verbatimFrom: 0)
    }

    /// The place in the file of a range of decoded UTF-8 offsets.
    public func span(_ range: Range<Int>) -> Span {
        let bounds = range.clamped(to: 0..<text.utf8.count)
        let lower = fileRange(ofByteAt: bounds.lowerBound).lowerBound
        guard !bounds.isEmpty else { return Span(in: source, lower..<lower) }
        // The end is just past the last byte covered, not the start of the next run: between the
        // two there may be indentation or a continuation that is not part of the text.
        let upper = fileRange(ofByteAt: bounds.upperBound - 1).upperBound
        return Span(in: source, lower..<max(lower, upper))
    }

    /// The place of the whole text.
    public var whole: Span { span(0..<text.utf8.count) }

    /// A part of the text, by decoded UTF-8 offsets of characters, with its places kept.
    public func slice(_ range: Range<Int>) -> EmbeddedText {
        let utf8 = text.utf8
        let bounds = range.clamped(to: 0..<utf8.count)
        let from = utf8.index(utf8.startIndex, offsetBy: bounds.lowerBound)
        let to = utf8.index(from, offsetBy: bounds.count)
        let part = String(decoding: utf8[from..<to], as: UTF8.self)
        switch places {
        case .verbatim(let start):
            return EmbeddedText(
                text: part,
                source: source,
                verbatimFrom: start + bounds.lowerBound
            )
        case .segments(let segments):
            return EmbeddedText(
                text: part,
                source: source,
                segments: Self.part(of: segments, bounds),
                fileEnd: span(bounds).range.upperBound
            )
        }
    }

    /// The part of a table that covers a range, counted from the range's start.
    private static func part(of segments: [Segment], _ bounds: Range<Int>) -> [Segment] {
        let first = index(in: segments, ofByteAt: bounds.lowerBound)
        let head = segments[first]
        let skipped = head.escapeLength > 0 ? 0 : bounds.lowerBound - head.decoded
        var part = [
            Segment(decoded: 0, file: head.file + skipped, escapeLength: head.escapeLength)
        ]
        for segment in segments[(first + 1)...] {
            guard segment.decoded < bounds.upperBound else { break }
            part.append(
                Segment(
                    decoded: segment.decoded - bounds.lowerBound,
                    file: segment.file,
                    escapeLength: segment.escapeLength
                )
            )
        }
        return part
    }

    /// The bytes of the file that stand for a decoded byte.
    private func fileRange(ofByteAt decoded: Int) -> Range<Int> {
        guard decoded < text.utf8.count else { return fileEnd..<fileEnd }
        switch places {
        case .verbatim(let start):
            return (start + max(0, decoded))..<(start + max(0, decoded) + 1)
        case .segments(let segments):
            let segment = segments[Self.index(in: segments, ofByteAt: decoded)]
            if segment.escapeLength > 0 {
                return segment.file..<(segment.file + segment.escapeLength)
            }
            let byte = segment.file + max(0, decoded - segment.decoded)
            return byte..<(byte + 1)
        }
    }

    /// The segment that a decoded byte belongs to, by binary search.
    private static func index(in segments: [Segment], ofByteAt decoded: Int) -> Int {
        var low = 0
        var high = segments.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if segments[middle].decoded <= decoded { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
