/// Comparisons whose operands are known to be two ints or two doubles, which is most of what a
/// workflow asks: they skip the choice by kind that the general bodies make.
extension Planner {
    /// The comparison, or `nil` when the general one must do. The values are looked at all the
    /// same, since a host may have given others than it declared.
    func comparison(
        _ symbol: Expression.Operator,
        _ operands: [Expression],
        _ plans: [Plan],
        _ general: @escaping Function.BinaryBody
    ) -> Plan? {
        guard operands.count == 2, let comparison = Comparison(symbol) else { return nil }
        switch (checked.type(of: operands[0]), checked.type(of: operands[1])) {
        case (.int, .int):
            return compare(by: comparison, plans[0], plans[1], as: Int64.self, general)
        case (.double, .double):
            return compare(by: comparison, plans[0], plans[1], as: Double.self, general)
        default: return nil
        }
    }

    private func compare<Number: NumberInValue>(
        by comparison: Comparison,
        _ left: Plan,
        _ right: Plan,
        as type: Number.Type,
        _ general: @escaping Function.BinaryBody
    ) -> Plan {
        let (evaluateLeft, evaluateRight) = (left.evaluate, right.evaluate)
        if let constant = right.constant, let number = Number(in: constant) {
            return Plan { (frame) throws(Failure) in
                let left = try evaluateLeft(&frame)
                try frame.meter.charge(1)
                guard let left = Number(in: left) else {
                    return try general(left, constant, &frame.meter)
                }
                return .bool(comparison.holds(left, number))
            }
        }
        return Plan { (frame) throws(Failure) in
            let left = try evaluateLeft(&frame)
            let right = try evaluateRight(&frame)
            try frame.meter.charge(1)
            guard let leftNumber = Number(in: left), let rightNumber = Number(in: right) else {
                return try general(left, right, &frame.meter)
            }
            return .bool(comparison.holds(leftNumber, rightNumber))
        }
    }
}

/// A kind of number that a value may hold.
private protocol NumberInValue: Comparable, Sendable, SendableMetatype {
    /// The number; `nil` when the value is of another kind.
    init?(in value: Value)
}

extension Int64: NumberInValue {
    @inline(__always)
    fileprivate init?(in value: Value) {
        guard case .int(let int) = value else { return nil }
        self = int
    }
}

extension Double: NumberInValue {
    @inline(__always)
    fileprivate init?(in value: Value) {
        guard case .double(let double) = value else { return nil }
        self = double
    }
}
