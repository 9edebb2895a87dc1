/// Turns libyaml's marks, which count code points, into bytes of the file.
struct MarkTable {
    private static let stride = 64
    /// The byte that the marks count from.
    private let base: Int
    /// The byte just past the text.
    private let end: Int
    /// Whether every code point is one byte.
    private let isASCII: Bool
    /// The byte of every 64th code point, unless every code point is one byte.
    private let checkpoints: [Int]
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        base = bytes.startIndex
        end = bytes.endIndex
        isASCII = bytes.allSatisfy { $0 < 0x80 }
        guard !isASCII else {
            checkpoints = []
            return
        }
        var table: [Int] = []
        var count = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
            if count % Self.stride == 0 { table.append(index) }
            count += 1
        }
        checkpoints = table
    }

    /// The byte at which a code point starts; the end of the text when there are fewer.
    func byteOffset(ofCodePoint index: Int) -> Int {
        if isASCII { return min(base + max(0, index), end) }
        let slot = index / Self.stride
        guard index >= 0, slot < checkpoints.count else { return bytes.endIndex }
        var offset = checkpoints[slot]
        var remaining = index % Self.stride
        while remaining > 0, offset < bytes.endIndex {
            offset += 1
            while offset < bytes.endIndex, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            remaining -= 1
        }
        return offset
    }
}
