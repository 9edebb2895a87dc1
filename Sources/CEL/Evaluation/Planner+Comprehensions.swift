/// Macros that go through a list or a map.
extension Planner {
    mutating func plan(_ comprehension: Comprehension, _ expression: Expression) -> Plan {
        let range = plan(comprehension.range).evaluate
        let count = comprehension.variables.count
        return withLocals(count) { planner, slot in
            let loop = Loop(
                range: range,
                slot: slot,
                hasTwoVariables: count == 2,
                place: comprehension.range.range
            )
            let condition = comprehension.condition.map { planner.plan($0).evaluate }
            let result = comprehension.result.map { planner.plan($0).evaluate }
            let place = expression.range
            switch comprehension.kind {
            case .all: return loop.quantifier(condition, decisive: false)
            case .exists: return loop.quantifier(condition, decisive: true)
            case .existsOne: return loop.existsOne(condition)
            case .filter: return loop.filter(condition)
            case .map: return loop.map(condition, result)
            case .transformMap: return loop.transformMap(condition, result, entries: false, place)
            case .transformMapEntry:
                return loop.transformMap(condition, result, entries: true, place)
            case .sortBy: return loop.sortBy(result, place)
            }
        }
    }
}

/// A way through a list or a map: each round puts an element, a key, or a key and a value into the
/// slots of the variables.
private struct Loop: Sendable {
    let range: Evaluation
    let slot: Int
    let hasTwoVariables: Bool
    let place: Range<Int>

    /// Calls a function for each round, with the key or index and the element, until it says that
    /// it has seen enough.
    @inline(__always)
    func forEach(
        _ frame: inout Frame,
        _ body: (inout Frame, Value, Value) throws(Failure) -> Bool
    ) throws(Failure) {
        switch try range(&frame) {
        case .list(let elements):
            for (index, element) in elements.enumerated() {
                try frame.meter.charge(1)
                if hasTwoVariables {
                    frame.locals[slot] = .int(Int64(index))
                    frame.locals[slot + 1] = element
                } else {
                    frame.locals[slot] = element
                }
                if try !body(&frame, .int(Int64(index)), element) { return }
            }
        case .map(let map):
            for pair in map.pairs {
                try frame.meter.charge(1)
                frame.locals[slot] = pair.key
                if hasTwoVariables { frame.locals[slot + 1] = pair.value }
                if try !body(&frame, pair.key, hasTwoVariables ? pair.value : pair.key) { return }
            }
        case let other:
            throw Failure(
                "no such overload: \(other.type.celName) is neither a list nor a map",
                at: place
            )
        }
    }

    /// Whether a round meets a condition; every round does when there is none.
    @inline(__always)
    func meets(_ condition: Evaluation?, _ frame: inout Frame) throws(Failure) -> Bool {
        guard let condition else { return true }
        guard case .bool(let bool) = try condition(&frame) else {
            throw Failure("no such overload: the condition is no bool", at: place)
        }
        return bool
    }

    /// `all` and `exists`: one round settles it, whatever failures the others meet.
    func quantifier(_ condition: Evaluation?, decisive: Bool) -> Plan {
        Plan { (frame) throws(Failure) in
            var failure: Failure?
            var isDecided = false
            try forEach(&frame) { (frame, _, _) throws(Failure) in
                do throws(Failure) {
                    isDecided = try meets(condition, &frame) == decisive
                } catch {
                    if error.kind == .exhausted { throw error }
                    failure = failure ?? error
                }
                return !isDecided
            }
            if isDecided { return .bool(decisive) }
            if let failure { throw failure }
            return .bool(!decisive)
        }
    }

    func existsOne(_ condition: Evaluation?) -> Plan {
        Plan { (frame) throws(Failure) in
            var count = 0
            try forEach(&frame) { (frame, _, _) throws(Failure) in
                if try meets(condition, &frame) { count += 1 }
                return true
            }
            return .bool(count == 1)
        }
    }

    func filter(_ condition: Evaluation?) -> Plan {
        Plan { (frame) throws(Failure) in
            var kept: [Value] = []
            try frame.meter.charge(10)
            try forEach(&frame) { (frame, _, element) throws(Failure) in
                if try meets(condition, &frame) { kept.append(element) }
                return true
            }
            return .list(kept)
        }
    }

    func map(_ condition: Evaluation?, _ result: Evaluation?) -> Plan {
        Plan { (frame) throws(Failure) in
            var results: [Value] = []
            try frame.meter.charge(10)
            try forEach(&frame) { (frame, _, element) throws(Failure) in
                guard try meets(condition, &frame) else { return true }
                results.append(try result?(&frame) ?? element)
                return true
            }
            return .list(results)
        }
    }

    /// A map of the old keys and the results, or of results that are entries themselves.
    func transformMap(
        _ condition: Evaluation?,
        _ result: Evaluation?,
        entries: Bool,
        _ place: Range<Int>
    ) -> Plan {
        Plan { (frame) throws(Failure) in
            var pairs: [(Value, Value)] = []
            try frame.meter.charge(30)
            try forEach(&frame) { (frame, key, element) throws(Failure) in
                guard try meets(condition, &frame) else { return true }
                let value = try result?(&frame) ?? element
                if entries, case .map(let map) = value {
                    for pair in map.pairs {
                        try frame.meter.chargeLong(pair.key)
                        pairs.append((pair.key, pair.value))
                    }
                } else if entries {
                    throw Failure("no such overload: an entry is a map", at: place)
                } else {
                    try frame.meter.chargeLong(key)
                    pairs.append((key, value))
                }
                return true
            }
            do throws(Failure) { return .map(try MapValue.unique(pairs)) } catch {
                throw error.located(at: place)
            }
        }
    }

    func sortBy(_ key: Evaluation?, _ place: Range<Int>) -> Plan {
        Plan { (frame) throws(Failure) in
            var elements: [Value] = []
            var keys: [Value] = []
            try frame.meter.charge(10)
            try forEach(&frame) { (frame, _, element) throws(Failure) in
                elements.append(element)
                keys.append(try key?(&frame) ?? element)
                return true
            }
            do throws(Failure) { return .list(try sorted(elements, by: keys, &frame.meter)) } catch
            {
                throw error.located(at: place)
            }
        }
    }
}
