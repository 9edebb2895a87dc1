/// `in` with a long list that is known when loading, such as the countries that a shop ships to: the
/// value is looked up, at the cost of a map's key, instead of compared with each element.
extension Planner {
    /// Up to this many elements a search is faster than hashing.
    private static let searched = 8

    /// The look-up, or `nil` when the general body must do.
    func membership(
        _ symbol: Expression.Operator,
        _ plans: [Plan],
        _ general: @escaping Function.BinaryBody
    ) -> Plan? {
        guard symbol == .isIn, plans.count == 2, let list = plans[1].constant,
            case .list(let elements) = list, elements.count > Self.searched,
            let keys = ConstantKeys(elements)
        else { return nil }
        let evaluate = plans[0].evaluate
        return Plan { (frame) throws(Failure) in
            let value = try evaluate(&frame)
            try frame.meter.charge(1)
            guard let key = keys.key(of: value) else {
                return try general(value, list, &frame.meter)
            }
            try frame.meter.charge(1)
            if case .text(let text) = key { try frame.meter.chargeTenths(text.utf8.count) }
            return .bool(keys.elements.contains(key))
        }
    }
}

/// The elements of a list that are all texts or all ints. Other kinds, and values of other kinds
/// than the elements, are left to CEL's `==`, which crosses numeric kinds as keys do not.
private struct ConstantKeys: Sendable {
    let elements: Set<MapKey>
    private let areTexts: Bool

    init?(_ values: [Value]) {
        var elements: Set<MapKey> = []
        var texts = 0
        for value in values {
            switch value {
            case .string(let text):
                elements.insert(.text(text))
                texts += 1
            case .int(let int): elements.insert(.integer(int))
            default: return nil
            }
        }
        guard texts == 0 || texts == values.count else { return nil }
        areTexts = texts > 0
        self.elements = elements
    }

    /// The key that a value has among the elements; `nil` when it is of another kind than they.
    func key(of value: Value) -> MapKey? {
        switch value {
        case .string(let text) where areTexts: .text(text)
        case .int(let int) where !areTexts: .integer(int)
        default: nil
        }
    }
}
