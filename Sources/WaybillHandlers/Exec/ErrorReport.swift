import Foundation

/// The last of what a program writes to its standard error, for the error that it ends with. Errors
/// are kept in the journal, so secrets are left out of it: programs like to print what they were
/// given.
struct ErrorReport: Sendable {
    /// How much of it is kept, in bytes.
    private static let limit = 1_000
    /// What stands in place of a secret.
    private static let mask = "***"

    /// The longest first, since one may be a part of another.
    private let secrets: [String]
    private let longest: Int
    private var last: [UInt8] = []
    private var isCut = false

    init(hiding secrets: [String]) {
        self.secrets = secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        longest = self.secrets.first?.utf8.count ?? 0
    }

    mutating func add(_ bytes: [UInt8]) {
        last += bytes
        let most = Self.limit + longest
        guard last.count > most else { return }
        isCut = true
        last.removeFirst(last.count - most)
    }

    /// What is kept, without blanks around it.
    var text: String {
        var text = Self.text(of: last[...], isCut)
        for secret in secrets { text = text.replacingOccurrences(of: secret, with: Self.mask) }
        // What it begins with may be the end of a secret.
        if isCut { text = Self.text(of: Array(text.utf8).dropFirst(longest), isCut) }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Bytes as text; where they are cut off, without what is left of a character.
    private static func text(of bytes: ArraySlice<UInt8>, _ isCut: Bool) -> String {
        String(decoding: isCut ? bytes.drop { $0 & 0xC0 == 0x80 } : bytes, as: UTF8.self)
    }
}
