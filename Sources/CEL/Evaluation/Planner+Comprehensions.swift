/// Macros that go through a list or a map.
extension Planner {
    mutating func plan(_ comprehension: Comprehension, _ expression: Expression) -> Plan {
        let range = plan(comprehension.range)
        let count = comprehension.variables.count
        return withLocals(count) { planner, slot in
            let condition = comprehension.condition.map { planner.plan($0) }
            let result = comprehension.result.map { planner.plan($0) }
            let loop = Loop(
                range: range,
                slot: slot,
                hasTwoVariables: count == 2,
                condition: condition ?? Plan(constant: .bool(true)),
                result: result ?? Plan(constant: .null),
                rangePlace: comprehension.range.range,
                place: expression.range
            )
            switch comprehension.kind {
            case .all: return loop.quantifier(decisive: false)
            case .exists: return loop.quantifier(decisive: true)
            case .existsOne: return loop.existsOne()
            case .filter: return loop.filter()
            case .map: return loop.map()
            case .transformMap: return loop.transformMap(entries: false)
            case .transformMapEntry: return loop.transformMap(entries: true)
            case .sortBy: return loop.sortBy()
            }
        }
    }
}
