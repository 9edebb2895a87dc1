/// Lists, maps and `optMap`.
extension Planner {
    mutating func planList(_ elements: [Expression.Element]) -> Plan {
        let plans = elements.map { plan($0.value) }
        let items = zip(plans, elements).map { ($0, $1.isOptional, $1.value.range) }
        return folded(plans) { (frame) throws(Failure) in
            try frame.meter.charge(10)
            var values: [Value] = []
            values.reserveCapacity(items.count)
            for (plan, isOptional, range) in items {
                let value = try plan.evaluate(&frame)
                guard isOptional else {
                    values.append(value)
                    continue
                }
                if let present = try unwrapped(value, range) { values.append(present) }
            }
            return .list(values)
        }
    }

    mutating func planMap(_ expression: Expression, _ entries: [Expression.Entry]) -> Plan {
        let range = expression.range
        let keys = entries.map { plan($0.key) }
        let values = entries.map { plan($0.value) }
        let items = entries.indices.map {
            (
                key: keys[$0], value: values[$0], isOptional: entries[$0].isOptional,
                range: entries[$0].value.range
            )
        }
        return folded(keys + values) { (frame) throws(Failure) in
            try frame.meter.charge(30)
            var pairs: [(Value, Value)] = []
            pairs.reserveCapacity(items.count)
            for item in items {
                let key = try item.key.evaluate(&frame)
                try frame.meter.chargeLong(key)
                let value = try item.value.evaluate(&frame)
                guard item.isOptional else {
                    pairs.append((key, value))
                    continue
                }
                if let present = try unwrapped(value, item.range) { pairs.append((key, present)) }
            }
            do throws(Failure) { return .map(try MapValue.unique(pairs)) } catch {
                throw error.located(at: range)
            }
        }
    }

    mutating func planOptionalMap(
        _ expression: Expression,
        _ operand: Expression,
        _ body: Expression,
        isFlat: Bool
    ) -> Plan {
        let (operandRange, bodyRange) = (operand.range, body.range)
        let operand = plan(operand).evaluate
        return withLocals(1) { planner, slot in
            let body = planner.plan(body).evaluate
            return Plan { (frame) throws(Failure) in
                let value = try operand(&frame)
                try frame.meter.charge(1)
                guard let present = try unwrapped(value, operandRange) else { return value }
                frame.locals[slot] = present
                let result = try body(&frame)
                guard isFlat else { return .optional(OptionalValue(result)) }
                _ = try unwrapped(result, bodyRange)
                return result
            }
        }
    }
}

/// What an optional holds; a failure when the value is no optional.
private func unwrapped(_ value: Value, _ range: Range<Int>) throws(Failure) -> Value? {
    guard case .optional(let optional) = value else {
        throw Failure("no such overload: the value is not optional", at: range)
    }
    return optional.wrapped
}
