import Foundation
import WaybillDiagnostics

/// Calls of functions and operators.
extension Planner {
    mutating func planCall(
        _ expression: Expression,
        _ name: Expression.Name,
        _ target: Expression?,
        _ arguments: [Expression]
    ) -> Plan {
        guard case .function(let function) = checked.references[expression.id] else {
            return Plan(
                failing: "there is no function `\(clipped(name.text))`",
                at: expression.range
            )
        }
        let isMember = function.style == .member
        let operands = isMember ? (target.map { [$0] } ?? []) + arguments : arguments
        if isMember, name.text == "or" || name.text == "orValue", operands.count == 2 {
            return planAlternative(operands[0], operands[1], isValue: name.text == "orValue")
        }
        return plan(function, expression, operands)
    }

    /// An operator, whose function the checker always finds.
    mutating func planFunction(
        _ expression: Expression,
        _ name: String,
        _ operands: [Expression]
    ) -> Plan {
        guard case .function(let function) = checked.references[expression.id] else {
            return Plan(failing: "no such operator: \(name)", at: expression.anchor)
        }
        return plan(function, expression, operands)
    }

    private mutating func plan(
        _ function: Function,
        _ expression: Expression,
        _ operands: [Expression]
    ) -> Plan {
        let plans = operands.map { plan($0) }
        var call =
            if case .pattern(let body) = function.body {
                planPattern(function, body, operands, plans, expression.range)
            } else {
                call(function, plans, expression.range)
            }
        if function.name == "sum" { call = zeroed(call, checked.type(of: expression)) }
        if let special = planSpecially(function, expression, operands, plans) {
            call = special.evaluate
        }
        let planned = folded(plans, call)
        if planned.constant == nil, operands.allSatisfy(\.isLiteralCall), !operands.isEmpty {
            reportLiteral(function, expression, call)
        }
        return planned
    }

    /// An operator that has a faster way for operands such as these.
    private func planSpecially(
        _ function: Function,
        _ expression: Expression,
        _ operands: [Expression],
        _ plans: [Plan]
    ) -> Plan? {
        guard case .operation(let symbol, _) = expression.kind, case .two(let body) = function.body
        else { return nil }
        let range = expression.range
        let general: Function.BinaryBody = { (left, right, meter) throws(Failure) in
            do throws(Failure) { return try body(left, right, &meter) } catch {
                throw error.located(at: range)
            }
        }
        return comparison(symbol, operands, plans, general) ?? membership(symbol, plans, general)
    }

    /// The sum of an empty list, which knows no better than int, as the zero of the type expected.
    private func zeroed(_ sum: @escaping Evaluation, _ type: ValueType) -> Evaluation {
        let zero: Value
        switch type {
        case .decimal: zero = .decimal(0)
        case .double: zero = .double(0)
        case .uint: zero = .uint(0)
        case .duration: zero = .duration(.zero)
        default: return sum
        }
        return { (frame) throws(Failure) in
            let value = try sum(&frame)
            if case .int = value { return zero }
            return value
        }
    }

    /// A call as a function over frames.
    private func call(
        _ function: Function,
        _ operands: [Plan],
        _ range: Range<Int>
    ) -> Evaluation {
        switch function.body {
        case .none(let body):
            return { (frame) throws(Failure) in
                try frame.meter.charge(1)
                do throws(Failure) { return try body(&frame.meter) } catch {
                    throw error.located(at: range)
                }
            }
        case .one(let body) where operands.count == 1:
            let operand = operands[0].evaluate
            return { (frame) throws(Failure) in
                let value = try operand(&frame)
                try frame.meter.charge(1)
                do throws(Failure) { return try body(value, &frame.meter) } catch {
                    throw error.located(at: range)
                }
            }
        case .two(let body) where operands.count == 2:
            let (first, second) = (operands[0].evaluate, operands[1].evaluate)
            return { (frame) throws(Failure) in
                let left = try first(&frame)
                let right = try second(&frame)
                try frame.meter.charge(1)
                do throws(Failure) { return try body(left, right, &frame.meter) } catch {
                    throw error.located(at: range)
                }
            }
        case .three(let body) where operands.count == 3:
            let (first, second) = (operands[0].evaluate, operands[1].evaluate)
            let third = operands[2].evaluate
            return { (frame) throws(Failure) in
                let values = (try first(&frame), try second(&frame), try third(&frame))
                try frame.meter.charge(1)
                do throws(Failure) {
                    return try body(values.0, values.1, values.2, &frame.meter)
                } catch {
                    throw error.located(at: range)
                }
            }
        case .any(let body):
            return { (frame) throws(Failure) in
                var values: [Value] = []
                values.reserveCapacity(operands.count)
                for operand in operands { values.append(try operand.evaluate(&frame)) }
                try frame.meter.charge(1)
                do throws(Failure) { return try body(values, &frame.meter) } catch {
                    throw error.located(at: range)
                }
            }
        case .one, .two, .three, .pattern:
            return { (_) throws(Failure) in
                throw Failure("no such overload: \(function.name)", at: range)
            }
        }
    }

    /// `x.or(y)` and `x.orValue(y)`, whose argument is needed only when `x` is absent.
    private mutating func planAlternative(
        _ operand: Expression,
        _ other: Expression,
        isValue: Bool
    ) -> Plan {
        let range = operand.range
        let plans = [plan(operand), plan(other)]
        let (operandEvaluate, otherEvaluate) = (plans[0].evaluate, plans[1].evaluate)
        return folded(plans) { (frame) throws(Failure) in
            guard case .optional(let optional) = try operandEvaluate(&frame) else {
                throw Failure("no such overload: the value is not optional", at: range)
            }
            try frame.meter.charge(1)
            guard let wrapped = optional.wrapped else { return try otherEvaluate(&frame) }
            return isValue ? wrapped : .optional(optional)
        }
    }

    /// Reports a conversion that can never succeed, such as `decimal('19,99')`: it is found when
    /// loading, not when the order runs.
    private mutating func reportLiteral(
        _ function: Function,
        _ expression: Expression,
        _ call: Evaluation
    ) {
        let checked = ["decimal", "timestamp", "duration", "round", "format"]
        guard checked.contains(function.name) else { return }
        var frame = Frame(variables: [], locals: [], meter: Meter(limit: Planner.foldingLimit))
        do throws(Failure) { _ = try call(&frame) } catch {
            let help =
                function.name == "duration"
                ? ["write a number and a unit: h, m, s, ms, us or ns"] : []
            findings.append(
                Diagnostic(
                    .celType,
                    error.message,
                    at: text.span(expression.range),
                    help: help
                )
            )
        }
    }
}

extension Expression {
    /// Whether this is a literal, or a call with nothing but literals, such as `decimal('2.5')`.
    fileprivate var isLiteralCall: Bool {
        switch kind {
        case .literal: true
        case .call(_, target: nil, let arguments): arguments.allSatisfy(\.isLiteralCall)
        case .list(let elements): elements.allSatisfy(\.value.isLiteralCall)
        default: false
        }
    }
}
