import WaybillDiagnostics

extension String {
    /// How many columns of a terminal the text takes.
    var columns: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text with spaces after it, at least that wide.
    package func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - columns))
    }

    /// The text with spaces before it, at least that wide.
    func aligned(to width: Int) -> String {
        String(repeating: " ", count: max(0, width - columns)) + self
    }

    /// The text exactly that wide: with spaces after it, or cut at its start where it is wider.
    func fitted(to width: Int) -> String {
        guard columns > width else { return padded(to: width) }
        var end = dropFirst()
        while !end.isEmpty, String(end).columns >= width { end = end.dropFirst() }
        return "…\(end)".padded(to: width)
    }

    /// The text on one line, without anything that a terminal would obey, cut where it is longer than
    /// that many characters.
    func clipped(to length: Int) -> String {
        let line = split(whereSeparator: \.isWhitespace).joined(separator: " ").visible
        return line.count > length ? line.prefix(max(0, length - 1)) + "…" : line
    }

    /// The words of the text on lines no wider than that; a longer word has a line of its own.
    package func wrapped(to width: Int) -> [String] {
        var lines: [String] = []
        for word in split(whereSeparator: \.isWhitespace).map({ String($0).visible }) {
            if let last = lines.last, last.columns + 1 + word.columns <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(word)
            }
        }
        return lines
    }
}
