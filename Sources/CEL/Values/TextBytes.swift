import Foundation

/// CEL compares texts code point by code point, where Swift's `==` and hashing see canonical
/// equivalence ("é" composed and decomposed); these work on the bytes.
extension String {
    /// Whether both hold the same code points in the same order.
    @inline(__always)
    func isIdentical(to other: String) -> Bool {
        utf8.count == other.utf8.count && hasBytes(of: other)
    }

    /// Whether the bytes are those of another text of the same length.
    private func hasBytes(of other: String) -> Bool {
        let isEqual = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                guard let from = left.baseAddress, let to = right.baseAddress else { return true }
                return memcmp(from, to, left.count) == 0
            }
        }
        return (isEqual ?? nil) ?? utf8.elementsEqual(other.utf8)
    }

    /// Whether this comes before the other in the order of code points, which is that of UTF-8.
    func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }

    /// Feeds the text's bytes to a hasher.
    func hashBytes(into hasher: inout Hasher) {
        let isDone: Void? = utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if isDone == nil { for byte in utf8 { hasher.combine(byte) } }
        hasher.combine(UInt8(0xFF))
    }
}
