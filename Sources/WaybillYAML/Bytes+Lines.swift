/// What a line of a file is, as far as its first bytes tell.
extension [UInt8] {
    /// The tabs that stand among the white space at the start of each line.
    func tabIndents() -> [Range<Int>] {
        var indents: [Range<Int>] = []
        var line = 0
        while line < count {
            let end = endOfLine(from: line)
            let first = skippingBlanks(from: line, to: end)
            if first < end, self[line..<first].contains(UInt8(ascii: "\t")) {
                indents.append(line..<first)
            }
            line = end + 1
        }
        return indents
    }

    /// Whether a line starts with a key in its first column.
    func isTopLevelKey(_ line: Range<Int>) -> Bool {
        let name = self[line].prefix { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
        }
        guard !name.isEmpty, name.endIndex < line.upperBound,
            self[name.endIndex] == UInt8(ascii: ":")
        else { return false }
        let next = name.endIndex + 1
        return next == line.upperBound || self[next] <= UInt8(ascii: " ")
    }
}
