import WaybillDiagnostics

/// Finds a file's comments: each `#` at the start of a line or behind white space that is not part of
/// a scalar.
enum CommentScanner {
    /// - Parameter scalars: Where the scalars stand, in the order of the file.
    static func comments(in source: SourceText, outside scalars: [Range<Int>]) -> [YAMLComment] {
        let bytes = source.bytes
        var comments: [YAMLComment] = []
        var remaining = scalars[...]
        var position = 0
        while position < bytes.count {
            while let scalar = remaining.first, scalar.upperBound <= position {
                remaining = remaining.dropFirst()
            }
            if let scalar = remaining.first, scalar.lowerBound <= position {
                position = scalar.upperBound
                continue
            }
            guard bytes[position] == UInt8(ascii: "#"),
                position == 0 || bytes[position - 1] <= UInt8(ascii: " ")
            else {
                position += 1
                continue
            }
            let end = bytes.trimmedEnd(of: position..<bytes.endOfLine(from: position))
            comments.append(
                YAMLComment(
                    span: Span(in: source, position..<end),
                    isWholeLine: isFirst(position, in: bytes)
                )
            )
            position = bytes.endOfLine(from: position)
        }
        return comments
    }

    private static func isFirst(_ position: Int, in bytes: [UInt8]) -> Bool {
        var before = position
        while before > 0, isBlank(bytes[before - 1]) { before -= 1 }
        return before == 0 || bytes[before - 1] == UInt8(ascii: "\n")
    }
}
