import WaybillDiagnostics

/// Turns a checked expression into functions over slots: names are looked up now, constants are
/// computed now.
struct Planner {
    /// The work that computing a constant may take when loading, in units.
    static let foldingLimit = 10_000

    let checked: CheckedExpression
    let text: EmbeddedText
    let environment: Environment
    var findings: [Diagnostic] = []
    /// The slots of the macros' variables around.
    var depth = 0
    /// Those of `cel.bind`, whose values may have failed.
    private var boundSlots: Set<Int> = []

    init(_ checked: CheckedExpression, of text: EmbeddedText, in environment: Environment) {
        self.checked = checked
        self.text = text
        self.environment = environment
    }

    /// The plan of an expression.
    mutating func plan(_ expression: Expression) -> Plan {
        switch expression.kind {
        case .literal(let value): return Plan(constant: value)
        case .invalid: return Plan(failing: "the expression is not valid", at: expression.range)
        case .name(let name): return planName(expression) ?? unresolved(name, expression)
        case .select(let operand, let field, let isOptional):
            return planName(expression)
                ?? planSelection(expression, operand, field, isOptional: isOptional)
        case .index(let operand, let index, let isOptional):
            return planIndex(expression, operand, index, isOptional: isOptional)
        case .presence(let operand, let field): return planPresence(expression, operand, field)
        case .call(let name, let target, let arguments):
            return planCall(expression, name, target, arguments)
        case .operation(let symbol, let operands):
            return planFunction(expression, symbol.rawValue, operands)
        case .logical(let logic, let operands): return planLogical(logic, operands)
        case .conditional(let condition, let then, let otherwise):
            return planConditional(condition, then, otherwise)
        case .list(let elements): return planList(elements)
        case .map(let entries): return planMap(expression, entries)
        case .comprehension(let comprehension): return plan(comprehension, expression)
        case .binding(_, let value, let body): return planBinding(value, body)
        case .optionalMap(let operand, _, let body, let isFlat):
            return planOptionalMap(expression, operand, body, isFlat: isFlat)
        }
    }

    private func planName(_ expression: Expression) -> Plan? {
        let range = expression.range
        switch checked.references[expression.id] {
        case .variable(let index):
            let name = environment.variables[index].name
            return Plan(.variable(index)) { (frame) throws(Failure) in
                guard index < frame.variables.count, let value = frame.variables[index] else {
                    throw Failure("`\(name)` is not defined here", at: range)
                }
                try frame.meter.charge(1)
                return value
            }
        case .local(let slot) where boundSlots.contains(slot):
            return Plan { (frame) throws(Failure) in
                if let failure = frame.failures[slot] { throw failure }
                try frame.meter.charge(1)
                return frame.locals[slot]
            }
        case .local(let slot):
            return Plan(.local(slot)) { (frame) throws(Failure) in
                try frame.meter.charge(1)
                return frame.locals[slot]
            }
        case .type(let type): return Plan(constant: .type(type))
        case .function, nil: return nil
        }
    }

    private func unresolved(_ name: String, _ expression: Expression) -> Plan {
        Plan(failing: "nothing is named `\(clipped(name))` here", at: expression.range)
    }

    /// Plans something with more variables, given the slot of the first.
    mutating func withLocals<T>(_ count: Int, _ plan: (inout Planner, Int) -> T) -> T {
        let slot = depth
        depth += count
        defer { depth -= count }
        return plan(&self, slot)
    }

    /// `cel.bind`. A value that fails is a failure only where it is read, as in cel-go, which
    /// computes it when it is first read.
    private mutating func planBinding(_ value: Expression, _ body: Expression) -> Plan {
        let value = plan(value).evaluate
        return withLocals(1) { planner, slot in
            planner.boundSlots.insert(slot)
            let body = planner.plan(body).evaluate
            planner.boundSlots.remove(slot)
            return Plan { (frame) throws(Failure) in
                do throws(Failure) {
                    frame.locals[slot] = try value(&frame)
                    if !frame.failures.isEmpty { frame.failures[slot] = nil }
                } catch {
                    if error.kind == .exhausted { throw error }
                    frame.failures[slot] = error
                }
                return try body(&frame)
            }
        }
    }
}
