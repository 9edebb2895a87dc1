/// What data may hold, going by its type.
struct DataExtents {
    private let assumptions: CostAssumptions
    /// Of records, which many expressions and fields share.
    private var records: [ObjectIdentifier: Extent] = [:]

    init(_ assumptions: CostAssumptions) { self.assumptions = assumptions }

    private var count: Bound { Bound(assumptions.count) }
    private var textSize: Bound { Bound(assumptions.textSize) }

    /// The extent of data of a type.
    mutating func extent(of type: ValueType) -> Extent {
        switch type {
        case .null, .bool, .double, .decimal, .timestamp, .duration, .type, .uint: .fixed
        case .int: .int(Int.min...Int.max)
        case .string, .bytes: .text(textSize)
        case .enumeration(let members): .text(Bound(members.map(\.utf8.count).max() ?? 0))
        case .list(let element): .list(count, of: extent(of: element))
        case .map(let key, let value):
            .map(count, keys: extent(of: key), values: extent(of: value))
        case .optional(let wrapped): extent(of: wrapped).wrapped
        case .record(let record): extent(of: record)
        default:
            .any(
                nodes: count * 2 + 1,
                weight: count * (textSize * 2 + 12) + 1,
                widest: count,
                longest: textSize
            )
        }
    }

    private mutating func extent(of record: RecordType) -> Extent {
        if let known = records[ObjectIdentifier(record)] { return known }
        let fields = record.fields.map { extent(of: $0.type) }
        // A record is written out with the names of its fields.
        let names = record.fields.map { Bound($0.name.utf8.count) }
        let whole = Extent(
            shape: .record(record),
            nodes: fields.map(\.nodes).total + Bound(names.count + 1),
            weight: fields.map(\.weight).total + names.total + 1,
            widest: fields.map(\.widest).max() ?? 0,
            longest: fields.map(\.longest).max() ?? 0
        )
        records[ObjectIdentifier(record)] = whole
        return whole
    }
}
