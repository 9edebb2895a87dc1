/// Reads a plain or quoted scalar once more (YAML 1.2.2 §7.3), to learn which byte of the file each
/// byte of its text came from.
struct FlowScalarDecoder {
    private let bytes: [UInt8]
    private let style: YAMLScalar.Style
    private let end: Int
    private var position: Int
    private var output: DecodedScalar

    /// - Parameter range: The scalar's text, without its quotes.
    init(_ bytes: [UInt8], in range: Range<Int>, style: YAMLScalar.Style) {
        self.bytes = bytes
        self.style = style
        let range = range.clamped(to: 0..<bytes.count)
        position = range.lowerBound
        end = range.upperBound
        output = DecodedScalar(start: range.lowerBound)
    }

    /// The decoded text.
    mutating func decode() -> DecodedScalar {
        while position < end {
            let isContinued = copyUntilBlank()
            foldBlanks(afterContinuation: isContinued)
        }
        return output
    }

    /// Copies up to the next white space; `true` when an escaped line break was met instead.
    private mutating func copyUntilBlank() -> Bool {
        while position < end {
            let byte = bytes[position]
            if isBlank(byte) || LineBreak(in: bytes, at: position, end: end) != nil {
                return false
            }
            switch (style, byte) {
            case (.singleQuoted, UInt8(ascii: "'")):
                let length = min(2, end - position)
                output.append(escape: [byte], from: position..<(position + length))
                position += length
            case (.doubleQuoted, UInt8(ascii: "\\")):
                if let lineBreak = LineBreak(in: bytes, at: position + 1, end: end) {
                    position += 1 + lineBreak.length
                    return true
                }
                let escape = EscapeSequence(in: bytes, at: position, end: end)
                output.append(escape: escape.decoded, from: position..<(position + escape.length))
                position += escape.length
            default:
                output.append(byte, at: position)
                position += 1
            }
        }
        return false
    }

    /// Line folding: a single break is a space, further ones stay, and the white space around
    /// breaks is dropped.
    private mutating func foldBlanks(afterContinuation isContinued: Bool) {
        let spaces = position
        var firstBreak: LineBreak?
        var furtherBreaks: [LineBreak] = []
        while position < end {
            if let lineBreak = LineBreak(in: bytes, at: position, end: end) {
                if firstBreak == nil, !isContinued {
                    firstBreak = lineBreak
                } else {
                    furtherBreaks.append(lineBreak)
                }
                position += lineBreak.length
            } else if isBlank(bytes[position]) {
                position += 1
            } else {
                break
            }
        }
        if let firstBreak {
            if !firstBreak.isFoldable {
                output.append(firstBreak)
            } else if furtherBreaks.isEmpty {
                output.append(UInt8(ascii: " "), at: firstBreak.offset)
            }
        } else if !isContinued {
            for offset in spaces..<position { output.append(bytes[offset], at: offset) }
        }
        for lineBreak in furtherBreaks { output.append(lineBreak) }
    }
}
