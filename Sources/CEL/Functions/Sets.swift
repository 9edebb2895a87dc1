/// Lists as sets: `sets.contains`, `sets.equivalent`, `sets.intersects`.
let setFunctions: [Function] = [
    set("sets.contains") { (left, right, meter) throws(Failure) in
        try isSubset(right, of: left, &meter)
    },
    set("sets.equivalent") { (left, right, meter) throws(Failure) in
        guard try isSubset(right, of: left, &meter) else { return false }
        return try isSubset(left, of: right, &meter)
    },
    set("sets.intersects") { (left, right, meter) throws(Failure) in
        for element in left where try contains(right, element, &meter) { return true }
        return false
    },
]

private func set(
    _ name: String,
    _ holds: @escaping @Sendable ([Value], [Value], inout Meter) throws(Failure) -> Bool
) -> Function {
    Function(
        name,
        [.list(.a), .list(.a)],
        .bool,
        .two { (left, right, meter) throws(Failure) in
            guard case .list(let leftElements) = left, case .list(let rightElements) = right else {
                throw .noOverload(name, left, right)
            }
            return .bool(try holds(leftElements, rightElements, &meter))
        }
    )
}

private func isSubset(
    _ elements: [Value],
    of others: [Value],
    _ meter: inout Meter
) throws(Failure) -> Bool {
    for element in elements where try !contains(others, element, &meter) { return false }
    return true
}
