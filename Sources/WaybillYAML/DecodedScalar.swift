import WaybillDiagnostics

/// The bytes of a scalar as they are decoded, with the place that each came from.
struct DecodedScalar {
    private(set) var bytes: [UInt8] = []
    private(set) var segments: [EmbeddedText.Segment] = []
    /// The byte of the file just past the last one decoded.
    private(set) var fileEnd: Int
    /// The byte that would go on with the last run; `nil` when a new run must start.
    private var nextInRun: Int?

    init(start: Int) {
        fileEnd = start
    }

    /// Adds a byte that stands in the file as it is.
    mutating func append(_ byte: UInt8, at offset: Int) {
        if offset != nextInRun {
            segments.append(EmbeddedText.Segment(decoded: bytes.count, file: offset))
        }
        bytes.append(byte)
        nextInRun = offset + 1
        fileEnd = offset + 1
    }

    /// Adds a line break as YAML normalises it.
    mutating func append(_ lineBreak: LineBreak) {
        for (index, byte) in lineBreak.decoded.enumerated() {
            append(byte, at: lineBreak.offset + index)
        }
    }

    /// Adds what an escape sequence stands for.
    mutating func append(escape decoded: some Sequence<UInt8>, from range: Range<Int>) {
        segments.append(
            EmbeddedText.Segment(
                decoded: bytes.count,
                file: range.lowerBound,
                escapeLength: range.count
            )
        )
        bytes.append(contentsOf: decoded)
        nextInRun = nil
        fileEnd = range.upperBound
    }
}

/// A line break as libyaml knows it: LF, CR LF, CR, U+0085, U+2028, U+2029.
struct LineBreak {
    /// Its first byte.
    let offset: Int
    /// How many bytes it takes in the file.
    let length: Int
    /// What it becomes in the text: a line feed, or itself for U+2028 and U+2029.
    let decoded: [UInt8]

    /// Whether folding may turn it into a space.
    var isFoldable: Bool { decoded == [UInt8(ascii: "\n")] }

    /// The break at an offset; `nil` when there is none.
    init?(in bytes: [UInt8], at offset: Int, end: Int) {
        guard offset < end else { return nil }
        self.offset = offset
        let rest = bytes[offset..<min(offset + 3, end)]
        switch rest.first {
        case UInt8(ascii: "\n"):
            (length, decoded) = (1, [0x0A])
        case UInt8(ascii: "\r"):
            (length, decoded) = (rest.dropFirst().first == 0x0A ? 2 : 1, [0x0A])
        case 0xC2 where rest.dropFirst().first == 0x85:
            (length, decoded) = (2, [0x0A])
        case 0xE2 where rest.elementsEqual([0xE2, 0x80, 0xA8]):
            (length, decoded) = (3, Array(rest))
        case 0xE2 where rest.elementsEqual([0xE2, 0x80, 0xA9]):
            (length, decoded) = (3, Array(rest))
        default:
            return nil
        }
    }
}

/// Whether a byte is a space or a tab.
func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}
