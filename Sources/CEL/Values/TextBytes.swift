/// CEL compares texts code point by code point, where Swift's `==` and hashing see canonical
/// equivalence ("é" composed and decomposed); these work on the bytes.
extension String {
    /// Whether both hold the same code points in the same order.
    @inline(__always)
    func isIdentical(to other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Whether this comes before the other in the order of code points, which is that of UTF-8.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

    /// Feeds the text's bytes to a hasher.
    func hashBytes(into hasher: inout Hasher) {
        var text = self
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(UInt8(0xFF))
    }
}
