/// Operators.
extension FunctionCost {
    static let operators: [(String, FunctionCost)] =
        constant(["*", "/", "%", "-_", "!_"]) + [
            ("+", FunctionCost({ sum($0).cost }, giving: { sum($0).extent })),
            ("-", FunctionCost({ _ in 0 }, giving: difference)),
            ("==", FunctionCost(comparison)), ("!=", FunctionCost(comparison)),
            ("<", FunctionCost(ordering)), ("<=", FunctionCost(ordering)),
            (">", FunctionCost(ordering)), (">=", FunctionCost(ordering)),
            ("in", FunctionCost(lookup)),
        ]

    /// Values are visited in pairs, so the smaller one bounds the work.
    private static let comparison: Cost = { compared($0[0], with: $0[1]) }

    private static func compared(_ left: Extent, with right: Extent) -> Bound {
        min(left.weight, right.weight) + max(left.missedLookup, right.missedLookup)
    }

    private static let ordering: Cost = { min($0[0].size, $0[1].size) }

    private static let lookup: Cost = { call in
        let search = call[1].count * contained(call[0], in: call[1].value)
        return switch call[1].shape {
        case .list: search
        case .map: call[0].long + 10
        default: max(search, call[0].long + 10)
        }
    }

    /// Holding a value against an element of a list.
    static func contained(_ value: Extent, in element: Extent) -> Bound {
        compared(value, with: element) + 9
    }

    private static func sum(_ call: Call) -> (cost: Bound, extent: Extent) {
        let (left, right) = (call[0], call[1])
        switch (left.shape, right.shape) {
        case (.int(let first), .int(let second)):
            let (lower, isTooLow) = first.lowerBound.addingReportingOverflow(second.lowerBound)
            let (upper, isTooHigh) = first.upperBound.addingReportingOverflow(second.upperBound)
            return (0, .int((isTooLow ? .min : lower)...max(lower, isTooHigh ? .max : upper)))
        case (.text(let first), .text(let second)):
            return (first + second, .text(first + second))
        case (.list(let first, let element), .list(let second, let other)):
            let both = Extent.list(first + second, of: element.joined(with: other))
            let nodes = left.nodes + right.nodes
            return (
                (first + second) * 5,
                both.holding(nodes: nodes, weight: left.weight + right.weight)
            )
        case (.any, _), (_, .any):
            let bytes = left.longest + right.longest
            let elements = left.widest + right.widest
            return (
                max(bytes, elements * 5),
                .any(
                    nodes: left.nodes + right.nodes,
                    weight: left.weight + right.weight,
                    widest: elements,
                    longest: bytes
                )
            )
        default: return (0, call.ofType)
        }
    }

    private static let difference: Result = { call in
        guard case .int(let left) = call[0].shape, case .int(let right) = call[1].shape else {
            return call.ofType
        }
        let (lower, isTooLow) = left.lowerBound.subtractingReportingOverflow(right.upperBound)
        let (upper, isTooHigh) = left.upperBound.subtractingReportingOverflow(right.lowerBound)
        return .int((isTooLow ? .min : lower)...max(lower, isTooHigh ? .max : upper))
    }
}
