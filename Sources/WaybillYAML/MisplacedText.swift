/// Lines whose indentation fits nothing around them, or the rest of a line behind a value that was
/// already complete. Reading goes on as if it were not there, so that what stands behind it in the
/// same list or mapping is read too.
struct MisplacedText {
    /// From its first byte to the end of its last line.
    let range: Range<Int>

    /// The text behind a syntax error; `nil` when it is about something else, or about a line that is
    /// not indented.
    init?(behind failure: SyntaxFailure, in bytes: [UInt8]) {
        let offset = min(failure.problemOffset, bytes.count)
        let start = bytes.startOfLine(at: offset, within: bytes.count)
        let end = bytes.endOfLine(from: start)
        let first = bytes.skippingBlanks(from: start, to: end)
        guard first < end else { return nil }
        switch failure.problem {
        case "did not find expected key", "did not find expected '-' indicator":
            if offset > first {
                range = offset..<end
                return
            }
        case "mapping values are not allowed in this context":
            let key = bytes[first..<max(first, offset)]
            guard !key.isEmpty, key.allSatisfy({ $0 > UInt8(ascii: " ") }) else { return nil }
        default:
            return nil
        }
        guard first > start else { return nil }
        let isItem = bytes[first] == UInt8(ascii: "-")
        let depth = (isItem ? bytes.skippingBlanks(from: first + 1, to: end) : first) - start
        range = start..<Self.endOfLines(after: end, indentedBy: depth, in: bytes)
    }

    /// The end of the lines after a line that are indented at least so deep, or empty.
    private static func endOfLines(
        after line: Int,
        indentedBy depth: Int,
        in bytes: [UInt8]
    ) -> Int {
        var last = line
        while last < bytes.count {
            let start = last + 1
            let end = bytes.endOfLine(from: start)
            let first = bytes.skippingBlanks(from: start, to: end)
            guard first == end || first - start >= depth else { break }
            last = max(end, start)
        }
        return min(last, bytes.count)
    }
}
