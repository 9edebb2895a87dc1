/// Finds what looks like a secret in the bytes of a file, comments included: what is pushed to a
/// repository has been given away, wherever it stood. One pass over the file.
struct SecretScanner {
    /// A place that looks like a secret.
    struct Match {
        let range: Range<Int>
        /// What it looks like: `a token of GitHub`.
        let name: String
    }

    private let bytes: [UInt8]
    private(set) var matches: [Match] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var position = 0
        while position < bytes.count {
            guard Self.isWord(bytes[position]) else {
                position += 1
                continue
            }
            let start = position
            while position < bytes.count, Self.isWord(bytes[position]) { position += 1 }
            if let key = PrivateKey(at: start, in: bytes) {
                matches.append(Match(range: key.header, name: "a private key"))
                position = key.end
            } else if position - start >= Self.shortest {
                look(at: start..<position)
            }
        }
    }

    /// Shorter words are not looked at.
    private static let shortest = 16

    private mutating func look(at word: Range<Int>) {
        let name = shape(of: word) ?? general(word)
        if let name { matches.append(Match(range: word, name: name)) }
    }

    private func shape(of word: Range<Int>) -> String? {
        let shapes = SecretShape.byFirstByte[bytes[word.lowerBound]] ?? []
        if let shape = shapes.first(where: { bytes[word].starts(with: $0.prefix) }) {
            let tail = word.count - shape.prefix.count
            let isToken = shape.name != "a JSON Web Token" || dots(in: word) == 2
            return tail >= shape.leastTail && isToken && hasDigit(word) ? shape.name : nil
        }
        return nil
    }

    /// What has no known shape, but is too random for a word; or is random at all, where the line
    /// says that a secret follows.
    private func general(_ word: Range<Int>) -> String? {
        let traits = WordTraits(bytes[word])
        if traits.looksRandom { return "a random key" }
        guard traits.mixesLettersAndDigits, !isFilledIn(word), isAnnounced(word) else {
            return nil
        }
        return "a secret"
    }

    private func hasDigit(_ word: Range<Int>) -> Bool {
        bytes[word].contains { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private func dots(in word: Range<Int>) -> Int {
        bytes[word].reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }
    }

    /// The bytes of the line before a word, at most so many that long lines cost no more.
    private func lineBefore(_ word: Range<Int>) -> ArraySlice<UInt8> {
        let window = bytes[max(0, word.lowerBound - 100)..<word.lowerBound]
        let start = window.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? window.startIndex
        return window[start...]
    }

    /// Whether a word stands inside `${ … }`.
    private func isFilledIn(_ word: Range<Int>) -> Bool {
        let line = lineBefore(word)
        guard let open = line.lastIndex(of: UInt8(ascii: "{")) else { return false }
        let isExpression = open > line.startIndex && line[open - 1] == UInt8(ascii: "$")
        return isExpression && !line[open...].contains(UInt8(ascii: "}"))
    }

    /// Whether the line says before a word that a secret follows.
    private func isAnnounced(_ word: Range<Int>) -> Bool {
        let line = String(decoding: lineBefore(word), as: UTF8.self).lowercased()
        guard line.contains(where: { $0 == ":" || $0 == "=" }) else { return false }
        return Self.announcements.contains { line.contains($0) }
    }

    private static let announcements = [
        "secret", "token", "password", "passwd", "api_key", "api-key", "apikey", "private_key",
        "credential", "authorization", "bearer",
    ]

    /// Whether a byte may be part of a key.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "+"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

/// What a word is made of.
private struct WordTraits {
    private var seen = Array(repeating: false, count: 256)
    private var upper = 0
    private var lower = 0
    private var digits = 0
    /// How often a letter or digit is followed by one of another kind.
    private var changes = 0
    private let size: Int

    init(_ bytes: ArraySlice<UInt8>) {
        size = bytes.count
        var last = 0
        for byte in bytes {
            seen[Int(byte)] = true
            let kind: Int
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): (kind, lower) = (1, lower + 1)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): (kind, upper) = (2, upper + 1)
            case UInt8(ascii: "0")...UInt8(ascii: "9"): (kind, digits) = (3, digits + 1)
            default: kind = 0
            }
            if kind != 0, last != 0, kind != last { changes += 1 }
            if kind != 0 { last = kind }
        }
    }

    var mixesLettersAndDigits: Bool { digits >= 2 && upper + lower >= 2 }

    /// Whether it is as mixed as only drawn texts are. Words, names of several words, UUIDs and
    /// digests in hexadecimal are not.
    var looksRandom: Bool {
        guard size >= 24, digits >= 2, upper >= 2, lower >= 2 else { return false }
        return changes * 10 >= (upper + lower + digits) * 4 && distinct * 2 >= min(size, 40)
    }

    /// How many different bytes it has.
    private var distinct: Int { seen.count(where: \.self) }
}
