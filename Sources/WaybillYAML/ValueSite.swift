/// The value of a key as it stands on a line of the file, whatever YAML makes of it.
struct ValueSite {
    /// The key before the value; empty for an item of a list.
    let key: String
    /// From the value's first byte to its last, comment and white space behind it left out.
    let range: Range<Int>
    /// Whether the value stands inside `{ }` or `[ ]`.
    let isFlow: Bool
    /// Whether an expression without `${ … }` is asked for here.
    let isExpression: Bool

    /// How far from an offset a value is looked for: what is longer is no expression.
    private static let window = 2048

    /// The value around an offset.
    ///
    /// - Parameter keepsComment: Whether what YAML takes for a comment belongs to the value.
    init?(in bytes: [UInt8], around offset: Int, keepsComment: Bool = false) {
        guard let whole = Self.line(in: bytes, around: offset) else { return nil }
        let line = keepsComment ? whole : Self.withoutComment(whole, in: bytes)
        guard let block = Self.blockValue(in: bytes, line: line),
            offset >= block.range.lowerBound
        else { return nil }
        var scan = FlowScan(bytes, from: block.range.lowerBound, to: line.upperBound)
        scan.advance(to: offset)
        if scan.isInside || block.isInsideFlow {
            key = scan.key ?? (scan.isInside ? "" : block.key)
            let start = bytes.skippingBlanks(from: scan.entryStart, to: offset)
            let end = scan.endOfEntry(from: start)
            range = start..<Swift.max(start, bytes.trimmedEnd(of: start..<max(start, end)))
            isFlow = true
            let outer = scan.outerKey ?? block.key
            isExpression = UnquotedValue.isExpression(key: key, under: outer)
        } else {
            key = block.key
            range = Self.withFurtherLines(block, in: bytes)
            isFlow = false
            let outer = Self.keyAbove(block, line: line.lowerBound, in: bytes)
            isExpression = UnquotedValue.isExpression(key: key, under: outer)
        }
        guard !range.isEmpty else { return nil }
    }

    /// The value that starts on a line above and goes on, indented deeper than its key, in the line
    /// of an offset.
    init?(in bytes: [UInt8], aboveLineOf offset: Int) {
        var line = bytes.startOfLine(at: offset, within: Self.window)
        for _ in 0..<Self.lineLimit {
            guard line > 0 else { return nil }
            line = bytes.startOfLine(at: line - 1, within: Self.window)
            let range = line..<bytes.endOfLine(from: line)
            guard let above = Self.blockValue(in: bytes, line: range) else { return nil }
            guard !above.key.isEmpty else { continue }
            self.init(in: bytes, around: above.range.lowerBound)
            guard self.range.contains(offset) else { return nil }
            return
        }
        return nil
    }

    /// Over how many lines the start of a value is looked for.
    private static let lineLimit = 8

    private static func line(in bytes: [UInt8], around offset: Int) -> Range<Int>? {
        let offset = min(max(0, offset), bytes.count)
        let before = max(0, offset - window)
        let after = min(bytes.count, offset + window)
        let newline = UInt8(ascii: "\n")
        let start = bytes[before..<offset].lastIndex(of: newline).map { $0 + 1 }
        guard let start = start ?? (before == 0 ? 0 : nil) else { return nil }
        let end = bytes[offset..<after].firstIndex(of: newline)
        guard let end = end ?? (after == bytes.count ? after : nil) else { return nil }
        return start..<end
    }

    /// A line up to the comment at its end; a `#` between quotes starts none.
    private static func withoutComment(_ line: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var quote: UInt8?
        for offset in line {
            let byte = bytes[offset]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "#"), offset > line.lowerBound,
                isBlank(bytes[offset - 1])
            {
                return line.lowerBound..<offset
            }
        }
        return line
    }

    /// A value on its line, read as a block mapping's or list's.
    private struct BlockValue {
        var key = ""
        /// Where the key, or the item, starts in its line.
        var column = 0
        var range = 0..<0
        /// Whether the line is one of several of a flow collection: its value ends with a comma
        /// or with a bracket that it did not open.
        var isInsideFlow = false
    }

    private static func blockValue(in bytes: [UInt8], line: Range<Int>) -> BlockValue? {
        var position = bytes.skippingBlanks(from: line.lowerBound, to: line.upperBound)
        while position + 1 < line.upperBound, bytes[position] == UInt8(ascii: "-"),
            isBlank(bytes[position + 1])
        {
            position = bytes.skippingBlanks(from: position + 1, to: line.upperBound)
        }
        var value = BlockValue(column: position - line.lowerBound)
        let name = bytes[position..<line.upperBound].prefix(while: isKeyByte)
        if !name.isEmpty, name.endIndex < line.upperBound,
            bytes[name.endIndex] == UInt8(ascii: ":"),
            name.endIndex + 1 < line.upperBound, isBlank(bytes[name.endIndex + 1])
        {
            value.key = String(decoding: name, as: UTF8.self)
            position = bytes.skippingBlanks(from: name.endIndex + 1, to: line.upperBound)
        }
        guard position < line.upperBound else { return nil }
        value.range = position..<bytes.trimmedEnd(of: position..<line.upperBound)
        value.isInsideFlow = bytes[value.range].last == UInt8(ascii: ",")
        return value.range.isEmpty ? nil : value
    }

    /// The value with the lines after it that are indented deeper than its key.
    private static func withFurtherLines(_ value: BlockValue, in bytes: [UInt8]) -> Range<Int> {
        var end = value.range.upperBound
        let limit = min(bytes.count, end + window)
        var line = bytes.endOfLine(from: end) + 1
        while line < limit {
            let next = bytes.endOfLine(from: line)
            let first = bytes.skippingBlanks(from: line, to: next)
            guard first < next, first - line > value.column, bytes[first] != UInt8(ascii: "#")
            else {
                break
            }
            end = bytes.trimmedEnd(of: first..<next)
            line = next + 1
        }
        return value.range.lowerBound..<end
    }

    /// The key of the mapping that a value stands in, when it stands alone on a line near above.
    private static func keyAbove(_ value: BlockValue, line: Int, in bytes: [UInt8]) -> String? {
        var line = line
        for _ in 0..<lineLimit where line > 0 {
            line = bytes.startOfLine(at: line - 1, within: window)
            let text = bytes.skippingBlanks(from: line, to: bytes.endOfLine(from: line))
            let end = bytes.trimmedEnd(of: text..<bytes.endOfLine(from: line))
            guard text < end, text - line < value.column else { continue }
            let isKey = bytes[end - 1] == UInt8(ascii: ":")
            return isKey ? String(decoding: bytes[text..<end - 1], as: UTF8.self) : nil
        }
        return nil
    }

    private static func isKeyByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || Array("_.-\"'".utf8).contains(byte)
    }
}
