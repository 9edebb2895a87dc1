import WaybillDiagnostics

/// Fields, keys and indexes.
extension Planner {
    mutating func planSelection(
        _ expression: Expression,
        _ operand: Expression,
        _ field: Expression.Name,
        isOptional: Bool
    ) -> Plan {
        let operandPlan = plan(operand)
        let evaluate = operandPlan.evaluate
        let range = expression.anchor
        let name = field.text
        if isOptional {
            return folded([operandPlan]) { (frame) throws(Failure) in
                let value = try evaluate(&frame)
                try frame.meter.charge(1)
                return try selectOptionally(value, name, range)
            }
        }
        if case .record(let type) = checked.type(of: operand), let slot = type.slot(of: name) {
            return planField(slot, of: type, operandPlan, name, range)
        }
        return folded([operandPlan]) { (frame) throws(Failure) in
            let value = try evaluate(&frame)
            try frame.meter.charge(1)
            return try select(value, name, range)
        }
    }

    mutating func planPresence(
        _ expression: Expression,
        _ operand: Expression,
        _ field: Expression.Name
    ) -> Plan {
        let hint = presenceHint(operand, field)
        let operandPlan = plan(operand)
        let evaluate = operandPlan.evaluate
        let range = expression.anchor
        return folded([operandPlan]) { (frame) throws(Failure) in
            let value: Value
            do throws(Failure) { value = try evaluate(&frame) } catch {
                guard error.kind == .missingKey, let hint else { throw error }
                throw Failure("\(error.message); \(hint)", at: error.range, kind: .missingKey)
            }
            try frame.meter.charge(1)
            guard case .optional(let found) = try selectOptionally(value, field.text, range) else {
                return .bool(false)
            }
            return .bool(found.wrapped != nil)
        }
    }

    /// How to ask for a field whose parent may itself be missing.
    private func presenceHint(_ operand: Expression, _ field: Expression.Name) -> String? {
        guard case .select(let parent, let name, false) = operand.kind else { return nil }
        let bytes = Array(text.text.utf8)
        let range = parent.range.clamped(to: 0..<bytes.count)
        let written = clipped(String(decoding: bytes[range], as: UTF8.self))
        return
            "write has(\(written).?\(name.text).\(field.text)) when `\(name.text)` may be missing"
    }

    mutating func planIndex(
        _ expression: Expression,
        _ operand: Expression,
        _ index: Expression,
        isOptional: Bool
    ) -> Plan {
        let plans = [plan(operand), plan(index)]
        let (operandEvaluate, indexEvaluate) = (plans[0].evaluate, plans[1].evaluate)
        let range = expression.anchor
        return folded(plans) { (frame) throws(Failure) in
            let value = try operandEvaluate(&frame)
            let key = try indexEvaluate(&frame)
            try frame.meter.charge(1)
            try frame.meter.chargeLong(key)
            return isOptional
                ? try lookUpOptionally(value, key, range) : try lookUp(value, key, range)
        }
    }

    /// The plan, computed now when all that it needs is constant and it does not fail.
    func folded(_ operands: [Plan], _ evaluate: @escaping Evaluation) -> Plan {
        guard operands.allSatisfy({ $0.constant != nil }) else { return Plan(evaluate) }
        var frame = Frame(variables: [], locals: [], meter: Meter(limit: Planner.foldingLimit))
        guard let value = try? evaluate(&frame) else { return Plan(evaluate) }
        return Plan(constant: value)
    }
}
