/// A map that keeps the order its entries were given in and finds keys across numeric kinds, as
/// CEL demands (`{1u: 'a'}[1.0]`).
public struct MapValue: Sendable {
    /// The entries and, for maps too large to search through, the position of each key. A class,
    /// so that a ``Value`` stays small and passing a map on copies nothing.
    private final class Storage: Sendable {
        let pairs: [(key: Value, value: Value)]
        let positions: [MapKey: Int]?

        init(pairs: [(key: Value, value: Value)], positions: [MapKey: Int]?) {
            self.pairs = pairs
            self.positions = positions
        }
    }

    /// Up to this many entries a search is faster than hashing.
    private static let searched = 8

    private let storage: Storage

    /// Makes a map; of equal keys the first wins.
    public init(_ pairs: [(Value, Value)]) {
        var kept: [(key: Value, value: Value)] = []
        kept.reserveCapacity(pairs.count)
        var positions: [MapKey: Int] = [:]
        for (key, value) in pairs {
            if let canonical = MapKey(key) {
                guard positions[canonical] == nil else { continue }
                positions[canonical] = kept.count
            }
            kept.append((key, value))
        }
        storage = Storage(
            pairs: kept,
            positions: kept.count > Self.searched ? positions : nil
        )
    }

    /// Makes a map of entries of which no two have equal keys.
    static func unique(_ pairs: [(Value, Value)]) throws(Failure) -> MapValue {
        for (key, _) in pairs {
            switch key {
            case .bool, .int, .uint, .string: continue
            default: throw Failure("\(key.type.celName) is no type for a key")
            }
        }
        let map = MapValue(pairs)
        guard map.count == pairs.count else { throw Failure("two entries have the same key") }
        return map
    }

    /// Makes a map of keys that are all different texts, such as an object's members.
    public init(fields: [(String, Value)]) {
        self.init(fields.map { (.string($0.0), $0.1) })
    }

    /// The number of entries.
    public var count: Int { storage.pairs.count }

    /// The entries, in the order given.
    public var pairs: [(key: Value, value: Value)] { storage.pairs }

    /// The value of a key, or `nil` when no key equals it.
    public subscript(key: Value) -> Value? {
        if case .string(let text) = key, storage.positions == nil { return self[text: text] }
        guard let canonical = MapKey(key) else { return nil }
        if let positions = storage.positions {
            return positions[canonical].map { storage.pairs[$0].value }
        }
        return storage.pairs.first { MapKey($0.key) == canonical }?.value
    }

    /// The value of a text key.
    public subscript(text text: String) -> Value? {
        if let positions = storage.positions {
            return positions[.text(text)].map { storage.pairs[$0].value }
        }
        for index in storage.pairs.indices {
            if case .string(let key) = storage.pairs[index].key, key.isIdentical(to: text) {
                return storage.pairs[index].value
            }
        }
        return nil
    }
}
