/// Functions of lists, optional values and numbers.
extension FunctionCost {
    static let lists: [(String, FunctionCost)] = [
        ("first", FunctionCost({ _ in 0 }, giving: { $0[0].value.wrapped })),
        ("last", FunctionCost({ _ in 0 }, giving: { $0[0].value.wrapped })),
        ("distinct", FunctionCost(distinction, giving: { $0[0] })),
        ("slice", FunctionCost({ $0[0].count * 5 }, giving: { $0[0] })),
        ("sort", FunctionCost({ sorting($0[0].count, by: $0[0].value) }, giving: { $0[0] })),
        ("flatten", FunctionCost({ $0[0].nodes * 10 }, giving: flattened)),
        (
            "lists.range",
            FunctionCost(
                { min(Bound($0[0].highest), Bound(Int(Int32.max))) * 10 },
                giving: { .list(Bound($0[0].highest), of: .count(Bound($0[0].highest))) }
            )
        ),
        ("sum", FunctionCost { $0[0].count * 10 }),
        ("min", FunctionCost(extreme, giving: { $0[0].value })),
        ("max", FunctionCost(extreme, giving: { $0[0].value })),
        ("sets.contains", FunctionCost { contained($0[1], $0[0]) }),
        ("sets.intersects", FunctionCost { contained($0[1], $0[0]) }),
        ("sets.equivalent", FunctionCost { contained($0[0], $0[1]) * 2 }),
    ]

    static let optionals: [(String, FunctionCost)] =
        constant(["optional.none", "hasValue"]) + [
            ("optional.of", FunctionCost({ _ in 0 }, giving: { $0[0].wrapped })),
            ("optional.ofNonZeroValue", FunctionCost({ _ in 0 }, giving: { $0[0].wrapped })),
            ("optional.unwrap", FunctionCost({ $0[0].count * 5 }, giving: { $0[0] })),
            ("unwrapOpt", FunctionCost({ $0[0].count * 5 }, giving: { $0[0] })),
            ("value", FunctionCost({ _ in 0 }, giving: { $0[0] })),
            ("or", FunctionCost({ _ in 0 }, giving: { $0[0].joined(with: $0[1]) })),
            ("orValue", FunctionCost({ _ in 0 }, giving: { $0[0].joined(with: $0[1]) })),
        ]

    static let numbers: [(String, FunctionCost)] =
        constant([
            "round", "math.ceil", "math.floor", "math.round", "math.trunc", "math.isNaN",
            "math.isInf", "math.isFinite", "math.abs", "math.sign", "math.sqrt", "math.bitAnd",
            "math.bitOr", "math.bitXor", "math.bitNot", "math.bitShiftLeft", "math.bitShiftRight",
        ])
        + [
            "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfYear", "getDayOfWeek",
            "getHours", "getMinutes", "getSeconds", "getMilliseconds",
        ].map { ($0, FunctionCost { $0[1].long }) } + [
            ("math.greatest", FunctionCost { $0.operands.map(\.nodes).total * 10 }),
            ("math.least", FunctionCost { $0.operands.map(\.nodes).total * 10 }),
        ]

    /// Each element is held against all others, unless they can be keys.
    private static let distinction: Cost = { call in
        let (count, element) = (call[0].count, call[0].value)
        switch element.shape {
        case .text, .int: return count * (element.long + 10)
        default:
            return count * (element.long + 10) + count * count * contained(element, in: element)
        }
    }

    /// A list nested in a list, or in one that may hold anything.
    private static let flattened: Result = { call in
        let (whole, inner) = (call[0], call[0].value)
        guard call.operands.count == 1, case .list(let count, let element) = inner.shape else {
            return Extent.list(whole.nodes, of: inner.shapeless)
                .holding(nodes: whole.nodes, weight: whole.weight)
        }
        return Extent.list(whole.count * count, of: element)
            .holding(nodes: whole.nodes, weight: whole.weight)
    }

    private static let extreme: Cost = { $0[0].count * ($0[0].value.weight + 10) }

    /// Holding each element of one list against each of another.
    private static func contained(_ elements: Extent, _ others: Extent) -> Bound {
        elements.count * others.count * contained(elements.value, in: others.value)
    }
}
