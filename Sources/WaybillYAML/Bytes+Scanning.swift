/// Small steps over the bytes of a file, none of which leaves the file.
extension [UInt8] {
    /// The end of the anchor, alias or tag that starts at an offset.
    func endOfProperty(from start: Int) -> Int {
        let start = Swift.min(start, count)
        if start < count, self[start] != UInt8(ascii: "!") {
            return self[(start + 1)...].firstIndex { !Self.isNamePart($0) } ?? count
        }
        let isVerbatim = self[start...].starts(with: Array("!<".utf8))
        var position = Swift.min(start + 1, count)
        while position < count, self[position] > UInt8(ascii: " ") {
            if isVerbatim {
                if self[position] == UInt8(ascii: ">") { return position + 1 }
            } else if Array(",[]{}".utf8).contains(self[position]) {
                break
            }
            position += 1
        }
        return position
    }

    /// Whether a byte can be in the name of an anchor: libyaml takes fewer than YAML allows.
    private static func isNamePart(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "-")
    }

    /// The next byte that is neither white space nor part of a comment.
    func skippingBlanksAndComments(from start: Int) -> Int {
        var position = start
        while position < count {
            if self[position] == UInt8(ascii: "#") {
                position = endOfLine(from: position)
            } else if self[position] <= UInt8(ascii: " ") {
                position += 1
            } else {
                break
            }
        }
        return position
    }

    /// Whether a line starts at an offset.
    func isStartOfLine(_ offset: Int) -> Bool {
        offset == 0 || offset <= count && self[offset - 1] == UInt8(ascii: "\n")
    }

    /// The line break, or the end of the file, at or after an offset.
    func endOfLine(from start: Int) -> Int {
        self[Swift.min(start, count)...].firstIndex(of: UInt8(ascii: "\n")) ?? count
    }

    /// The first byte of the line that an offset is in, or as far before it as may be looked.
    func startOfLine(at offset: Int, within limit: Int) -> Int {
        let first = Swift.max(0, Swift.min(offset, count) - limit)
        let before = self[first..<Swift.min(offset, count)]
        return before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? first
    }

    /// The next byte that is no space and no tab.
    func skippingBlanks(from start: Int, to end: Int) -> Int {
        var position = start
        while position < end, isBlank(self[position]) { position += 1 }
        return position
    }

    /// The end of a range without the white space at its end.
    func trimmedEnd(of range: Range<Int>) -> Int {
        var end = range.upperBound
        while end > range.lowerBound, self[end - 1] <= UInt8(ascii: " ") { end -= 1 }
        return end
    }

    /// What could be the names of aliases: each `*name`.
    func aliasNames() -> Set<String> {
        var names: Set<String> = []
        var position = startIndex
        while let star = self[position...].firstIndex(of: UInt8(ascii: "*")) {
            position = endOfProperty(from: star)
            names.insert(String(decoding: self[(star + 1)..<position], as: UTF8.self))
        }
        return names
    }
}
