import CRE2

/// A regular expression in RE2's syntax, which matches in time linear in the text.
///
/// It is unchecked because the compiled pattern is only a pointer to Swift; RE2 itself allows its
/// use from several threads.
final class RegularExpression: @unchecked Sendable {
    /// Why a pattern cannot be used.
    struct PatternError: Error {
        let message: String
        let help: String?
    }

    /// The memory that a pattern may take, in bytes, with what RE2 keeps while matching.
    enum MemoryLimit: Int64 {
        /// For a pattern of the author's, compiled once.
        case literal = 1_048_576
        /// For a pattern that is computed.
        case computed = 262_144
    }

    /// Where something matched, as offsets in the UTF-8 of the text: the whole match, then the
    /// groups, `nil` where one took no part.
    typealias Match = [Range<Int>?]

    /// How many instructions of a program make the cost factor one higher.
    private static let instructionsInFactor = 16
    /// The most that the program of a computed pattern can make of the cost factor: RE2 gives a
    /// program a quarter of its memory at most, and an instruction takes 16 bytes.
    static let highestProgramFactor =
        Int(MemoryLimit.computed.rawValue) / 4 / 16 / instructionsInFactor

    private let pattern: OpaquePointer
    /// The number of capturing groups.
    let groupCount: Int
    /// What a tenth of a character costs more than going through it, as cel-go's
    /// `RegexStringLengthCostFactor` has it; more for a short pattern that means a large program,
    /// such as `.{1000}`.
    let costFactor: Int

    init(_ source: String, within limit: MemoryLimit) throws(PatternError) {
        let compiled = Self.compile(source, within: limit)
        guard let pattern = compiled.pattern else { throw PatternError(compiled.message) }
        self.pattern = pattern
        groupCount = Int(cre2_group_count(pattern))
        costFactor = max(
            1,
            (source.utf8.count + 3) / 4,
            Int(cre2_program_size(pattern)) / Self.instructionsInFactor
        )
    }

    deinit { cre2_free(pattern) }

    /// Whether the pattern matches somewhere in a text.
    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cre2_search(pattern, $0.baseAddress, $0.count, 0, nil, 0)
            }
        }
    }

    /// The first match in a text at an offset or after it.
    func firstMatch(in text: [UInt8], from start: Int) -> Match? {
        var ranges = Array(repeating: CRE2Range(), count: groupCount + 1)
        let found = text.withUnsafeBytes { bytes in
            let characters = bytes.assumingMemoryBound(to: CChar.self)
            return cre2_search(
                pattern,
                characters.baseAddress,
                characters.count,
                start,
                &ranges,
                Int32(ranges.count)
            )
        }
        guard found else { return nil }
        return ranges.map { $0.start < 0 ? nil : $0.start..<max($0.start, $0.end) }
    }

    private static func compile(
        _ source: String,
        within limit: MemoryLimit
    ) -> (pattern: OpaquePointer?, message: String) {
        var source = source
        return source.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                var message = [CChar](repeating: 0, count: 256)
                let pattern = cre2_compile(
                    characters.baseAddress,
                    characters.count,
                    limit.rawValue,
                    &message,
                    message.count
                )
                let bytes = message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
                return (pattern, String(decoding: bytes, as: UTF8.self))
            }
        }
    }
}

extension RegularExpression.PatternError {
    /// What RE2 says of a pattern, with advice where an author expects more than RE2 offers.
    fileprivate init(_ said: String) {
        if said.hasPrefix("pattern too large") {
            message = "the regular expression is too large"
            help = "a repetition such as {1000} counts as often as it says"
            return
        }
        message = "the regular expression is not valid: \(said)"
        let lookAround = ["(?=", "(?!", "(?<"].contains { said.contains($0) }
        let backReference =
            said.hasPrefix("invalid escape sequence: \\")
            && said.utf8.last.map(isDigit) == true
        if lookAround {
            help = "RE2, which matches in linear time, has no look-around"
        } else if backReference {
            help = "RE2, which matches in linear time, has no back-references"
        } else {
            help = nil
        }
    }
}
