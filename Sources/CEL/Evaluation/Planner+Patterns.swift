import WaybillDiagnostics

/// Calls of functions that take a regular expression.
extension Planner {
    /// A call whose pattern is compiled now when it is known now, and is refused now when it is
    /// not valid.
    mutating func planPattern(
        _ function: Function,
        _ pattern: PatternBody,
        _ operands: [Expression],
        _ plans: [Plan],
        _ range: Range<Int>
    ) -> Evaluation {
        let evaluations = plans.map(\.evaluate)
        guard plans.count > 1, case .string(let source) = plans[1].constant else {
            return call(range, evaluations) { (values, frame) throws(Failure) in
                guard values.count > 1, case .string(let source) = values[1] else {
                    throw .noOverload(function.name, values)
                }
                let compiled = try frame.patterns.expression(for: source, &frame.meter)
                if let message = pattern.objection(to: compiled) { throw Failure(message) }
                return try pattern.body(compiled, values, &frame.meter)
            }
        }
        do throws(RegularExpression.PatternError) {
            let compiled = try RegularExpression(source, within: .literal)
            if let message = pattern.objection(to: compiled) {
                throw RegularExpression.PatternError(
                    message: message,
                    help: "write (?:…) for a group that is not captured"
                )
            }
            return call(range, evaluations) { (values, frame) throws(Failure) in
                try pattern.body(compiled, values, &frame.meter)
            }
        } catch {
            let message = error.message
            findings.append(
                Diagnostic(
                    .celType,
                    message,
                    at: text.span(operands[1].range),
                    help: error.help.map { [$0] } ?? []
                )
            )
            return { (_) throws(Failure) in throw Failure(message, at: range) }
        }
    }

    /// A call of something that works on the frame, too.
    private func call(
        _ range: Range<Int>,
        _ operands: [Evaluation],
        _ body: @escaping @Sendable ([Value], inout Frame) throws(Failure) -> Value
    ) -> Evaluation {
        { (frame) throws(Failure) in
            var values: [Value] = []
            values.reserveCapacity(operands.count)
            for operand in operands { values.append(try operand(&frame)) }
            try frame.meter.charge(1)
            do throws(Failure) { return try body(values, &frame) } catch {
                throw error.located(at: range)
            }
        }
    }
}

extension PatternBody {
    /// What a function has against a pattern; `nil` when it takes it.
    fileprivate func objection(to pattern: RegularExpression) -> String? {
        guard let mostGroups, pattern.groupCount > mostGroups else { return nil }
        return "the regular expression has \(pattern.groupCount) groups, where one at most is taken"
    }
}
