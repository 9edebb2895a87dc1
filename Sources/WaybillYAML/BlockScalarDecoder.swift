/// Reads a literal or folded block scalar once more (YAML 1.2.2 §8.1), to learn which byte of the
/// file each byte of its text came from.
struct BlockScalarDecoder {
    /// What becomes of the line breaks at the end.
    private enum Chomping {
        case strip
        case clip
        case keep
    }

    private let bytes: [UInt8]
    private let isLiteral: Bool
    private let end: Int
    private var position: Int
    private var chomping = Chomping.clip
    /// The column at which the text starts; `nil` until it is known.
    private var indent: Int?
    private let parentIndent: Int
    private var output: DecodedScalar

    /// - Parameters:
    ///   - range: From the header's `|` or `>` to the line after the scalar.
    ///   - parentIndent: The column of the block collection around it; -1 when there is none.
    init(_ bytes: [UInt8], in range: Range<Int>, isLiteral: Bool, parentIndent: Int) {
        self.bytes = bytes
        self.isLiteral = isLiteral
        self.parentIndent = parentIndent
        let range = range.clamped(to: 0..<bytes.count)
        position = range.lowerBound
        end = range.upperBound
        output = DecodedScalar(start: range.lowerBound)
    }

    /// The decoded text.
    mutating func decode() -> DecodedScalar {
        readHeader()
        output = DecodedScalar(start: position)
        var lastBreak: LineBreak?
        var (emptyLines, column) = readEmptyLines()
        var wasBlank = false
        while column == indent, position < end {
            let startsBlank = isBlank(bytes[position])
            if let lineBreak = lastBreak {
                let folds = !isLiteral && lineBreak.isFoldable && !wasBlank && !startsBlank
                if !folds {
                    output.append(lineBreak)
                } else if emptyLines.isEmpty {
                    output.append(UInt8(ascii: " "), at: lineBreak.offset)
                }
            }
            emptyLines.forEach { output.append($0) }
            wasBlank = startsBlank
            lastBreak = copyLine()
            (emptyLines, column) = readEmptyLines()
        }
        if chomping != .strip, let lastBreak { output.append(lastBreak) }
        if chomping == .keep { emptyLines.forEach { output.append($0) } }
        return output
    }

    /// The indicators after `|` or `>`, and the rest of that line.
    private mutating func readHeader() {
        position += 1
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "-") {
                chomping = .strip
            } else if byte == UInt8(ascii: "+") {
                chomping = .keep
            } else if (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) {
                indent = max(parentIndent, 0) + Int(byte - UInt8(ascii: "0"))
            } else {
                break
            }
            position += 1
        }
        while position < end {
            if let lineBreak = LineBreak(in: bytes, at: position, end: end) {
                position += lineBreak.length
                return
            }
            position += 1
        }
    }

    /// Reads empty lines and the indentation after them; the column reached is returned. The first
    /// call finds out how deep the text is indented.
    private mutating func readEmptyLines() -> (breaks: [LineBreak], column: Int) {
        var breaks: [LineBreak] = []
        var deepest = 0
        while true {
            var column = 0
            while position < end, bytes[position] == UInt8(ascii: " "), column < indent ?? .max {
                column += 1
                position += 1
            }
            deepest = max(deepest, column)
            guard let lineBreak = LineBreak(in: bytes, at: position, end: end) else {
                if indent == nil { indent = max(deepest, parentIndent + 1, 1) }
                return (breaks, column)
            }
            breaks.append(lineBreak)
            position += lineBreak.length
        }
    }

    /// Copies a line and returns the break that ends it.
    private mutating func copyLine() -> LineBreak? {
        while position < end {
            if let lineBreak = LineBreak(in: bytes, at: position, end: end) {
                position += lineBreak.length
                return lineBreak
            }
            output.append(bytes[position], at: position)
            position += 1
        }
        return nil
    }
}
