/// `&&`, `||` and `?:`.
extension Planner {
    /// A chain whose value is settled by one operand, whatever failures the others meet.
    mutating func planLogical(_ logic: Expression.Logic, _ operands: [Expression]) -> Plan {
        let decisive = logic == .or
        let plans = operands.map { plan($0) }
        let ranges = operands.map(\.range)
        return folded(plans) { (frame) throws(Failure) in
            var failure: Failure?
            for index in plans.indices {
                do throws(Failure) {
                    guard case .bool(let bool) = try plans[index].evaluate(&frame) else {
                        throw Failure("`\(logic.rawValue)` needs bools", at: ranges[index])
                    }
                    if bool == decisive { return .bool(decisive) }
                } catch {
                    if error.kind == .exhausted { throw error }
                    failure = failure ?? error
                }
            }
            if let failure { throw failure }
            return .bool(!decisive)
        }
    }

    mutating func planConditional(
        _ condition: Expression,
        _ then: Expression,
        _ otherwise: Expression
    ) -> Plan {
        let range = condition.range
        let condition = plan(condition)
        let then = plan(then)
        let otherwise = plan(otherwise)
        if case .bool(let bool) = condition.constant { return bool ? then : otherwise }
        let (evaluate, thenEvaluate) = (condition.evaluate, then.evaluate)
        let otherwiseEvaluate = otherwise.evaluate
        return Plan { (frame) throws(Failure) in
            guard case .bool(let bool) = try evaluate(&frame) else {
                throw Failure("the condition before `?` is no bool", at: range)
            }
            return bool ? try thenEvaluate(&frame) : try otherwiseEvaluate(&frame)
        }
    }
}
