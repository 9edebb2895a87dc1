/// A plain scalar that YAML 1.1 reads otherwise than YAML 1.2's core schema (WB0011).
struct AmbiguousScalar {
    /// What YAML 1.1 makes of it.
    let oldReading: String

    /// Longer scalars are no numbers that anybody writes.
    private static let longest = 40

    /// Most scalars are longer than each of the words.
    private static let longestWord = 3

    /// `nil` when both read the same.
    init?(_ text: String) {
        guard let first = text.utf8.first, text.utf8.count <= Self.longest else { return nil }
        let isNumeric =
            (0x30...0x39).contains(first) || [0x2B, 0x2D, 0x2E].contains(first)
        let isShort = text.utf8.count <= Self.longestWord
        let reading = isNumeric ? Self.number(text) : isShort ? Self.words[text] : nil
        guard let reading else { return nil }
        oldReading = reading
    }

    /// The booleans of YAML 1.1 (yaml.org/type/bool.html) that are texts in YAML 1.2.
    private static let words: [String: String] = {
        var words: [String: String] = [:]
        for (lowercase, value) in [
            ("yes", "true"), ("y", "true"), ("on", "true"),
            ("no", "false"), ("n", "false"), ("off", "false"),
        ] {
            let capitalized = lowercase.prefix(1).uppercased() + lowercase.dropFirst()
            for word in [lowercase, capitalized, lowercase.uppercased()] {
                words[word] = "the boolean `\(value)`"
            }
        }
        return words
    }()

    /// What YAML 1.1 makes of a text that starts like a number, where it differs
    /// (yaml.org/type/int.html, float.html). Dates are no texts in YAML 1.1, but mean the same.
    private static func number(_ text: String) -> String? {
        guard text.utf8.allSatisfy(canBePart), mayDiffer(text) else { return nil }
        if text.contains(#/^[-+]?0[0-7_]*[1-7][0-7_]*$/#) { return "a number in base 8" }
        if text.contains(#/^[-+]?0[0-9]*[89][0-9]*$/#) || text.contains(#/^0o[0-7]+$/#) {
            return "a text"
        }
        if text.contains(#/^[-+]?0b[01_]+$/#) { return "a number in base 2" }
        if text.contains(#/^[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$/#) {
            return "a number in base 60"
        }
        if text.contains(#/^[-+]?[0-9][0-9.]*_[0-9_.]*$/#) { return "a number" }
        if text.contains(#/^[-+]?(0x[0-9a-f_]*_[0-9a-f_]*)$/#) { return "a number" }
        if text.contains(#/^[-+]?([0-9]+[eE][-+]?[0-9]+|[0-9]*\.[0-9]*[eE][0-9]+)$/#) {
            return "a text"
        }
        return nil
    }

    /// Whether a text is other than the numbers that everybody writes, which are read alike: `7`,
    /// `0.50`, `-12.5`. To ask the patterns below takes much longer.
    private static func mayDiffer(_ text: String) -> Bool {
        let digits = text.utf8.drop { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
        if digits.contains(where: { "_:eE".utf8.contains($0) }) { return true }
        guard digits.first == UInt8(ascii: "0"), let second = digits.dropFirst().first else {
            return false
        }
        return second != UInt8(ascii: ".")
    }

    private static func canBePart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x61...0x66, UInt8(ascii: "E"), UInt8(ascii: "x"), UInt8(ascii: "o"),
            UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "+"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
