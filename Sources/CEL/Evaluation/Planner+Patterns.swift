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
        guard plans.count > 1, case .string(let source) = plans[1].constant else {
            return computed(function, pattern, plans.map(\.evaluate), range)
        }
        do throws(RegularExpression.PatternError) {
            let compiled = try RegularExpression(source, within: .literal)
            if let message = pattern.objection(to: compiled) {
                throw RegularExpression.PatternError(
                    message: message,
                    help: "write (?:…) for a group that is not captured"
                )
            }
            return known(pattern.body, compiled, plans.map(\.evaluate), range)
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

    /// A call whose pattern is compiled.
    private func known(
        _ body: @escaping PatternBody.Body,
        _ pattern: RegularExpression,
        _ operands: [Evaluation],
        _ range: Range<Int>
    ) -> Evaluation {
        let (text, others) = (operands[0], operands.dropFirst(2))
        return { (frame) throws(Failure) in
            let value = try text(&frame)
            var rest: [Value] = []
            for operand in others { rest.append(try operand(&frame)) }
            try frame.meter.charge(1)
            do throws(Failure) { return try body(pattern, value, rest, &frame.meter) } catch {
                throw error.located(at: range)
            }
        }
    }

    /// A call whose pattern is compiled each time that it is another one.
    private func computed(
        _ function: Function,
        _ pattern: PatternBody,
        _ operands: [Evaluation],
        _ range: Range<Int>
    ) -> Evaluation {
        { (frame) throws(Failure) in
            var values: [Value] = []
            for operand in operands { values.append(try operand(&frame)) }
            try frame.meter.charge(1)
            do throws(Failure) {
                guard values.count > 1, case .string(let source) = values[1] else {
                    throw .noOverload(function.name, values)
                }
                let compiled = try frame.patterns.expression(for: source, &frame.meter)
                if let message = pattern.objection(to: compiled) { throw Failure(message) }
                let rest = Array(values.dropFirst(2))
                return try pattern.body(compiled, values[0], rest, &frame.meter)
            } catch {
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
