/// An expression as a drawing has room for it: `steps.` left out before the names of steps, on a few
/// short lines.
enum ShortExpression {
    private static let width = 30
    private static let mostLines = 3

    static func lines(of text: String) -> [String] {
        var lines: [String] = []
        for word in withoutSteps(text).split(whereSeparator: \.isWhitespace) {
            if let last = lines.last, last.count + word.count < width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(clipped(String(word)))
            }
        }
        guard lines.count > mostLines else { return lines }
        return lines.prefix(mostLines - 1) + [clipped(lines[mostLines - 1] + " …")]
    }

    private static func clipped(_ text: String) -> String {
        text.count > width + 2 ? text.prefix(width) + "…" : text
    }

    /// Leaves out `steps.` where it begins a name.
    private static func withoutSteps(_ text: String) -> String {
        let prefix = "steps."
        var short = ""
        var rest = text[...]
        while let next = rest.first {
            let isName = short.last.map { $0.isLetter || $0.isNumber || "_.".contains($0) } ?? false
            if !isName, rest.hasPrefix(prefix) {
                rest = rest.dropFirst(prefix.count)
            } else {
                short.append(next)
                rest = rest.dropFirst()
            }
        }
        return short
    }
}
