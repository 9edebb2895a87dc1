/// Operators whose operands are known to be two ints or two doubles, which is most of what a
/// workflow computes: they skip the choice by kind that the general bodies make.
extension Planner {
    /// The operation, or `nil` when the general one must do. The values are looked at all the
    /// same, since a host may have given others than it declared.
    func numeric(
        _ symbol: Expression.Operator,
        _ operands: [Expression],
        _ plans: [Plan],
        otherwise general: @escaping Evaluation
    ) -> Evaluation? {
        guard operands.count == 2 else { return nil }
        let (left, right) = (plans[0].evaluate, plans[1].evaluate)
        switch (checked.type(of: operands[0]), checked.type(of: operands[1])) {
        case (.int, .int):
            guard let holds: @Sendable (Int64, Int64) -> Bool = comparison(symbol) else {
                return nil
            }
            return { (frame) throws(Failure) in
                guard case .int(let left) = try left(&frame),
                    case .int(let right) = try right(&frame)
                else { return try general(&frame) }
                try frame.meter.charge(1)
                return .bool(holds(left, right))
            }
        case (.double, .double):
            guard let holds: @Sendable (Double, Double) -> Bool = comparison(symbol) else {
                return nil
            }
            return { (frame) throws(Failure) in
                guard case .double(let left) = try left(&frame),
                    case .double(let right) = try right(&frame)
                else { return try general(&frame) }
                try frame.meter.charge(1)
                return .bool(holds(left, right))
            }
        default: return nil
        }
    }

    private func comparison<T: Comparable & SendableMetatype>(
        _ symbol: Expression.Operator
    ) -> (@Sendable (T, T) -> Bool)? {
        switch symbol {
        case .less: { $0 < $1 }
        case .lessOrEqual: { $0 <= $1 }
        case .greater: { $0 > $1 }
        case .greaterOrEqual: { $0 >= $1 }
        case .equal: { $0 == $1 }
        case .notEqual: { $0 != $1 }
        default: nil
        }
    }
}
