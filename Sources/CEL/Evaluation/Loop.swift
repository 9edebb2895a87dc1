/// A way through a list or a map: each round puts an element, a key, or a key and a value into the
/// slots of the variables.
struct Loop: Sendable {
    let range: Plan
    let slot: Int
    let hasTwoVariables: Bool
    /// What a round must meet to count; true of every round in a macro without one.
    let condition: Plan
    /// What a round gives; of no use in a macro without one.
    let result: Plan
    let rangePlace: Range<Int>
    let place: Range<Int>

    /// `all` and `exists`: one round settles it, whatever failures the others meet.
    func quantifier(decisive: Bool) -> Plan {
        Plan { (frame) throws(Failure) in
            var failure: Failure?
            var isDecided = false
            try forEach(&frame) { (frame, _, _) throws(Failure) in
                do throws(Failure) {
                    isDecided = try meetsCondition(&frame) == decisive
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

    func existsOne() -> Plan {
        Plan { (frame) throws(Failure) in
            var count = 0
            try forEach(&frame) { (frame, _, _) throws(Failure) in
                if try meetsCondition(&frame) { count += 1 }
                return true
            }
            return .bool(count == 1)
        }
    }

    func filter() -> Plan {
        Plan { (frame) throws(Failure) in
            var kept: [Value] = []
            try frame.meter.charge(10)
            try forEach(&frame) { (frame, _, element) throws(Failure) in
                if try meetsCondition(&frame) { kept.append(element) }
                return true
            }
            return .list(kept)
        }
    }

    func map() -> Plan {
        Plan { (frame) throws(Failure) in
            var results: [Value] = []
            try frame.meter.charge(10)
            try forEach(&frame) { (frame, _, _) throws(Failure) in
                if try meetsCondition(&frame) { results.append(try result.evaluate(&frame)) }
                return true
            }
            return .list(results)
        }
    }

    /// A map of the old keys and the results, or of results that are entries themselves.
    func transformMap(entries: Bool) -> Plan {
        Plan { (frame) throws(Failure) in
            var pairs: [(Value, Value)] = []
            try frame.meter.charge(30)
            try forEach(&frame) { (frame, key, _) throws(Failure) in
                guard try meetsCondition(&frame) else { return true }
                let value = try result.evaluate(&frame)
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

    func sortBy() -> Plan {
        Plan { (frame) throws(Failure) in
            var elements: [Value] = []
            var keys: [Value] = []
            try frame.meter.charge(10)
            try forEach(&frame) { (frame, _, element) throws(Failure) in
                elements.append(element)
                keys.append(try result.evaluate(&frame))
                return true
            }
            do throws(Failure) { return .list(try sorted(elements, by: keys, &frame.meter)) } catch
            {
                throw error.located(at: place)
            }
        }
    }

    /// Calls a function for each round, with the key or index and the element, until it says that
    /// it has seen enough.
    @inline(__always)
    private func forEach(
        _ frame: inout Frame,
        _ body: (inout Frame, Value, Value) throws(Failure) -> Bool
    ) throws(Failure) {
        switch try range.evaluate(&frame) {
        case .list(let elements):
            for index in elements.indices {
                try frame.meter.charge(1)
                if hasTwoVariables { frame.locals[slot] = .int(Int64(index)) }
                frame.locals[hasTwoVariables ? slot + 1 : slot] = elements[index]
                if try !body(&frame, .int(Int64(index)), elements[index]) { return }
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
                at: rangePlace
            )
        }
    }

    /// Whether a round meets the condition.
    @inline(__always)
    private func meetsCondition(_ frame: inout Frame) throws(Failure) -> Bool {
        guard case .bool(let bool) = try condition.evaluate(&frame) else {
            throw Failure("no such overload: the condition is no bool", at: rangePlace)
        }
        return bool
    }
}
