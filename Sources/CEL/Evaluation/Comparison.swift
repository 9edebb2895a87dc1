/// An operator that compares two values of one ordered type.
package enum Comparison: Sendable {
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case equal
    case notEqual

    /// The comparison that an operator is; `nil` when it is none.
    init?(_ symbol: Expression.Operator) {
        switch symbol {
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        case .equal: self = .equal
        case .notEqual: self = .notEqual
        default: return nil
        }
    }

    @inline(__always)
    func holds<Number: Comparable>(_ left: Number, _ right: Number) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        case .equal: left == right
        case .notEqual: left != right
        }
    }
}
