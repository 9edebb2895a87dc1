/// A place in a file as people and editors count it.
public struct SourcePosition: Hashable, Sendable {
    /// The line, from 1.
    public let line: Int
    /// The column in characters as a person sees them, from 1.
    public let column: Int
    /// The column in UTF-16 code units, from 1, as editors count.
    public let utf16Column: Int
}

extension SourceText {
    /// The line and the columns of a byte; an offset outside the text is moved to its nearest end.
    public func position(at offset: Int) -> SourcePosition {
        let offset = min(max(0, offset), bytes.count)
        let line = lineIndex(at: offset)
        let prefix = bytes[lineStarts[line]..<offset]
        if isASCII || prefix.allSatisfy({ $0 < 0x80 }) {
            return SourcePosition(
                line: line + 1,
                column: prefix.count + 1,
                utf16Column: prefix.count + 1
            )
        }
        let text = String(decoding: prefix, as: UTF8.self)
        return SourcePosition(
            line: line + 1,
            column: text.count + 1,
            utf16Column: text.utf16.count + 1
        )
    }

    /// The index into `lineStarts` of the line that an offset is in.
    package func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// The bytes of a line without its line break.
    package func lineRange(_ index: Int) -> Range<Int> {
        let start = lineStarts[index]
        var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<end
    }
}

extension Span {
    /// Where the span starts.
    public var start: SourcePosition { source.position(at: range.lowerBound) }
    /// Where the span ends, just past its last byte.
    public var end: SourcePosition { source.position(at: range.upperBound) }
}
