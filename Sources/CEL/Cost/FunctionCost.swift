/// What a call of a function costs besides its operands and the one unit that every call counts
/// for, and what its value may hold.
struct FunctionCost: Sendable {
    /// What is known of a call.
    struct Call {
        /// The receiver first.
        let operands: [Extent]
        /// Data of the type that the call gives.
        let ofType: Extent
        /// The regular expression, when it is known before the call.
        let pattern: RegularExpression?

        subscript(index: Int) -> Extent {
            operands.indices.contains(index) ? operands[index] : .fixed
        }
    }

    typealias Cost = @Sendable (Call) -> Bound
    typealias Result = @Sendable (Call) -> Extent

    let cost: Cost
    let extent: Result

    init(_ cost: @escaping Cost, giving extent: @escaping Result = { $0.ofType }) {
        self.cost = cost
        self.extent = extent
    }

    /// The bound for a function. One that is not in the table is taken to hold each part of each
    /// operand against each part of the others, and to give no more than data of its type holds.
    static func of(_ function: Function) -> FunctionCost { table[function.name] ?? other }

    private static let other = FunctionCost { call in
        call.operands.map(\.weight).reduce(1, *)
    }

    /// By the name of the function: a bound is for all functions of that name. This is the place
    /// to add one for a new function.
    static let table: [String: FunctionCost] = Dictionary(
        operators + conversions + texts + patterns + lists + optionals + numbers,
        uniquingKeysWith: { first, _ in first }
    )

    /// The functions of these names whose work does not depend on what they are given.
    static func constant(_ names: [String]) -> [(String, FunctionCost)] {
        names.map { ($0, FunctionCost { _ in 0 }) }
    }

    /// The work of sorting so many elements by keys: a merge sort compares each element once on
    /// each level.
    static func sorting(_ count: Bound, by key: Extent) -> Bound {
        let levels = Bound(Int.bitWidth - count.value.leadingZeroBitCount)
        return count * levels * (key.weight + 10) + key.weight
    }
}
