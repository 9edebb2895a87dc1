/// Small steps over the bytes of a file, none of which leaves the file.
extension [UInt8] {
    /// The end of the anchor or tag that starts at an offset.
    func endOfProperty(from start: Int) -> Int {
        let isVerbatim = self[Swift.min(start, count)...].starts(with: Array("!<".utf8))
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

    /// The line break, or the end of the file, at or after an offset.
    func endOfLine(from start: Int) -> Int {
        self[Swift.min(start, count)...].firstIndex(of: UInt8(ascii: "\n")) ?? count
    }

    /// The first byte of the line that an offset is in.
    func startOfLine(at offset: Int) -> Int {
        let before = self[..<Swift.min(offset, count)]
        return before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
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
}
