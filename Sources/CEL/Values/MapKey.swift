/// A map key in its canonical form: numbers of different kinds that are equal in CEL have the same
/// key, texts are compared byte by byte.
enum MapKey: Hashable, Sendable {
    case bool(Bool)
    /// Every integer that an int64 holds, from whatever kind.
    case integer(Int64)
    /// Integers past `Int64.max`.
    case large(UInt64)
    case text(String)

    /// The canonical form of a value; `nil` when no key can equal it, as for a fraction or a list.
    init?(_ value: Value) {
        switch value {
        case .bool(let bool): self = .bool(bool)
        case .int(let int): self = .integer(int)
        case .uint(let uint): self = Int64(exactly: uint).map(MapKey.integer) ?? .large(uint)
        case .double(let double):
            if let int = Int64(exactly: double) {
                self = .integer(int)
            } else if let uint = UInt64(exactly: double) {
                self = .large(uint)
            } else {
                return nil
            }
        case .string(let string): self = .text(string)
        default: return nil
        }
    }

    /// Keys are equal when CEL's `==` finds them so.
    static func == (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.text(let left), .text(let right)): left.isIdentical(to: right)
        case (.integer(let left), .integer(let right)): left == right
        case (.bool(let left), .bool(let right)): left == right
        case (.large(let left), .large(let right)): left == right
        default: false
        }
    }

    /// Hashes what `==` compares.
    func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let bool): hasher.combine(bool)
        case .integer(let integer): hasher.combine(integer)
        case .large(let large): hasher.combine(large)
        case .text(let text): text.hashBytes(into: &hasher)
        }
    }
}
