extension Value {
    /// Whether the value is no larger than a size: one for each value in it and for each byte of
    /// its texts. Counting stops there, so that a value that shares its parts a million times over
    /// is found out at once.
    func isSmaller(than limit: Int) -> Bool {
        var rest = limit
        return count(from: &rest)
    }

    private func count(from rest: inout Int) -> Bool {
        rest -= 1
        switch self {
        case .string(let text): rest -= text.utf8.count
        case .bytes(let bytes): rest -= bytes.count
        case .list(let elements):
            for element in elements where !element.count(from: &rest) { return false }
        case .map(let map):
            for pair in map.pairs {
                guard pair.key.count(from: &rest), pair.value.count(from: &rest) else {
                    return false
                }
            }
        case .record(let record):
            for case let value? in record.slots where !value.count(from: &rest) { return false }
        case .optional(let optional): return optional.wrapped?.count(from: &rest) ?? (rest >= 0)
        default: break
        }
        return rest >= 0
    }
}
