extension Duration {
    /// The duration as workflows write it: `2d`, `1h30m`, `3.5s`, `200ms`. What is shorter than a
    /// millisecond is left out, and so are the milliseconds of a minute or more.
    package var text: String {
        if self < .zero { return "-" + (.zero - self).text }
        let (seconds, attoseconds) = components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        if seconds == 0 { return milliseconds == 0 ? "0s" : "\(milliseconds)ms" }
        if seconds < 60, milliseconds > 0 {
            return "\(seconds).\(Self.fraction(milliseconds))s"
        }
        let parts = [
            (seconds / 86_400, "d"), (seconds / 3_600 % 24, "h"), (seconds / 60 % 60, "m"),
            (seconds % 60, "s"),
        ]
        return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }

    /// Thousandths as the digits after a point, without zeros at the end.
    private static func fraction(_ thousandths: Int64) -> String {
        let digits = String(thousandths)
        var text = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        while text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
