import WaybillDiagnostics

/// A file's bytes with what YAML cannot read replaced by as many `_`, which are text wherever they
/// stand, so that one stray byte does not hide the rest of the file.
struct ReadableBytes {
    private(set) var bytes: [UInt8]
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) {
        bytes = source.bytes
        var firstInvalid: Range<Int>?
        var firstControl: Range<Int>?
        var position = 0
        while position < bytes.count {
            if Self.isPrintableASCII(bytes[position]) {
                position += 1
                continue
            }
            let length = Self.sequenceLength(in: bytes, at: position)
            let range = position..<(position + max(1, length))
            position = range.upperBound
            if length == 0 {
                firstInvalid = firstInvalid ?? range
            } else if Self.isControl(bytes, range) {
                firstControl = firstControl ?? range
            } else {
                continue
            }
            for offset in range { bytes[offset] = UInt8(ascii: "_") }
        }
        if let firstInvalid { diagnostics.append(.notUTF8(at: Span(in: source, firstInvalid))) }
        if let firstControl {
            diagnostics.append(.controlCharacter(at: Span(in: source, firstControl)))
        }
    }

    /// Whether a file begins with UTF-16's byte order mark, or with an ASCII character in UTF-16.
    static func isUTF16(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 2 else { return false }
        let first = (bytes[0], bytes[1])
        return first == (0xFF, 0xFE) || first == (0xFE, 0xFF)
            || bytes.count >= 4 && bytes.count.isMultiple(of: 2)
                && (first.0 == 0) != (first.1 == 0) && (bytes[2] == 0) == (first.0 == 0)
                && (bytes[3] == 0) == (first.1 == 0)
    }

    /// Whether a byte is a character by itself that YAML can read, as nearly all are.
    private static func isPrintableASCII(_ byte: UInt8) -> Bool {
        (0x20..<0x7F).contains(byte) || byte == 0x0A
    }

    /// How many bytes the code point at an offset takes; 0 when it is not UTF-8 (Unicode 15, table
    /// 3-7).
    private static func sequenceLength(in bytes: [UInt8], at offset: Int) -> Int {
        let first = bytes[offset]
        if first < 0x80 { return 1 }
        let length: Int
        let second: ClosedRange<UInt8>
        switch first {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        default: return 0
        }
        guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
        let isComplete = bytes[(offset + 1)..<(offset + length)].allSatisfy { $0 & 0xC0 == 0x80 }
        return isComplete ? length : 0
    }

    /// Whether a code point is none of YAML's printable ones (YAML 1.2.2 §5.1).
    private static func isControl(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        let first = bytes[range.lowerBound]
        switch range.count {
        case 1:
            return first == 0x7F || first < 0x20 && ![0x09, 0x0A, 0x0D].contains(first)
        case 2:
            let second = bytes[range.lowerBound + 1]
            return first == 0xC2 && second < 0xA0 && second != 0x85
        case 3:
            let rest = bytes[range]
            let isByteOrderMark = rest.elementsEqual([0xEF, 0xBB, 0xBF])
            return isByteOrderMark && range.lowerBound > 0
                || rest.elementsEqual([0xEF, 0xBF, 0xBE]) || rest.elementsEqual([0xEF, 0xBF, 0xBF])
        default:
            return false
        }
    }
}
