/// A private key in the form of PEM (RFC 7468), of whatever kind: `-----BEGIN RSA PRIVATE KEY-----`.
struct PrivateKey {
    /// The line that it begins with.
    let header: Range<Int>
    /// Where reading goes on: at the line that it ends with, where there is one.
    let end: Int

    /// The key whose first line begins at an offset; `nil` when none does.
    init?(at start: Int, in bytes: [UInt8]) {
        guard bytes[start...].starts(with: Self.begin) else { return nil }
        let kind = start + Self.begin.count
        let line = bytes[kind...].prefix(Self.longestKind)
        guard let close = line.firstRange(of: Self.dashes) else { return nil }
        let name = String(decoding: bytes[kind..<close.lowerBound], as: UTF8.self)
        guard name.hasSuffix("PRIVATE KEY") || name.hasSuffix("PRIVATE KEY BLOCK"),
            !name.contains("\n")
        else { return nil }
        header = start..<close.upperBound
        let body = bytes[close.upperBound...].prefix(Self.longestBody)
        end = body.firstRange(of: Self.endMark)?.lowerBound ?? close.upperBound
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let dashes = Array("-----".utf8)
    private static let endMark = Array("-----END".utf8)
    private static let longestKind = 60
    private static let longestBody = 16_384
}
