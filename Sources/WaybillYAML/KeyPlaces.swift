import WaybillDiagnostics

/// Where the keys of a mapping stand. Most mappings have few, which are found faster by looking at
/// each than by hashing.
struct KeyPlaces {
    private static let few = 16
    private var first: [(key: String, place: Span)] = []
    private var others: [String: Span] = [:]

    /// Takes note of a key; gives the place of an equal one before it, which stays the one that
    /// counts.
    mutating func note(_ key: String, at place: Span) -> Span? {
        if let known = first.first(where: { $0.key == key }) { return known.place }
        guard first.count >= Self.few else {
            first.append((key, place))
            return nil
        }
        if let known = others[key] { return known }
        others[key] = place
        return nil
    }
}
