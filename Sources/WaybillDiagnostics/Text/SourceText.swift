/// The text of one file (or of one command-line argument), with the table that turns byte offsets
/// into lines and columns.
///
/// Every ``Span`` keeps a reference to the text it points into, so a place found while reading a
/// file can be shown to a person years of code later without asking where the file was.
public final class SourceText: Sendable {
    /// How the user named the file: a path as given, or a label such as `<expression>`.
    public let name: String
    /// The file's bytes, as read.
    public let bytes: [UInt8]
    /// The byte offset at which each line starts; never empty.
    package let lineStarts: [Int]

    /// Whether each byte is a character, so that columns need no counting.
    let isASCII: Bool

    /// Makes a source text from the bytes of a file.
    public init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var starts = [0]
        var seen: UInt8 = 0
        for (offset, byte) in bytes.enumerated() {
            seen |= byte
            if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        }
        lineStarts = starts
        isASCII = seen < 0x80
    }

    /// Makes a source text from a string.
    public convenience init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// The span of the whole text.
    public var whole: Span { Span(in: self, 0..<bytes.count) }

    /// The text of a range of bytes; bytes that are not UTF-8 become U+FFFD.
    public func text(of range: Range<Int>) -> String {
        let bounds = range.clamped(to: 0..<bytes.count)
        return String(decoding: bytes[bounds], as: UTF8.self)
    }
}
