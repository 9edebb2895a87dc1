import WaybillDiagnostics
import WaybillYAML

/// A comment that speaks to this tool, in its parts: `# waybill: allow(WB0504, WB0401) reason`.
struct AllowanceComment {
    /// `allow` or `allow-file`, if it is nothing else.
    let directive: Part
    /// What stands between the parentheses, at the commas apart; `nil` when there are none.
    let rules: [Part]?
    /// What follows them.
    let reason: Part

    /// A piece of the comment without the white space around it.
    struct Part {
        let text: String
        /// Its bytes in the file.
        let range: Range<Int>
    }

    /// The words that are known.
    static let directives = ["allow", "allow-file"]

    /// `nil` for a comment that is for people only: what follows `waybill:` must at least look like
    /// a directive.
    init?(_ comment: YAMLComment) {
        let start = comment.span.range.lowerBound
        let text = Array(comment.span.source.bytes[comment.span.range])
        guard let head = Self.directiveStart(in: text) else { return nil }
        func part(_ range: Range<Int>) -> Part {
            var range = range
            while let first = range.first, text[first] <= UInt8(ascii: " ") {
                range = (first + 1)..<range.upperBound
            }
            while let last = range.last, text[last] <= UInt8(ascii: " ") {
                range = range.lowerBound..<last
            }
            return Part(
                text: String(decoding: text[range], as: UTF8.self),
                range: (start + range.lowerBound)..<(start + range.upperBound)
            )
        }
        let wordEnd = text[head...].firstIndex { !Self.isWord($0) } ?? text.count
        directive = part(head..<wordEnd)
        let open = text[wordEnd...].firstIndex { $0 > UInt8(ascii: " ") }
        guard let open, text[open] == UInt8(ascii: "("),
            let close = text[open...].firstIndex(of: UInt8(ascii: ")"))
        else {
            guard Self.directives.contains(directive.text) else { return nil }
            rules = nil
            reason = part(wordEnd..<text.count)
            return
        }
        rules = text[(open + 1)..<close]
            .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { part($0.startIndex..<$0.endIndex) }
        reason = part((close + 1)..<text.count)
        guard Self.isMeant(directive.text, of: rules ?? []) else { return nil }
    }

    /// Whether a word is one of the directives, or stands for one: misspelt, or as other tools have
    /// it, with a rule.
    private static func isMeant(_ word: String, of rules: [Part]) -> Bool {
        closestMatch(to: word, among: directives) != nil
            || rules.contains { DiagnosticCode.named($0.text) != nil }
    }

    /// Where the word behind `# waybill:` starts.
    private static func directiveStart(in comment: [UInt8]) -> Int? {
        let rest = comment.drop { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: " ") }
        guard rest.starts(with: marker) else { return nil }
        return rest.dropFirst(marker.count).firstIndex { $0 > UInt8(ascii: " ") }
    }

    private static let marker = Array("waybill:".utf8)

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
