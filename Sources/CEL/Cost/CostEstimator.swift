/// Bounds what evaluating an expression costs, before it is evaluated, as cel-go's
/// `checker/cost.go` does: each node by what its parts hold at most. It charges what the evaluator
/// charges, in tenths of a unit.
struct CostEstimator {
    /// What a part of an expression costs, and what its value may hold.
    struct Estimate {
        var cost: Bound
        var extent: Extent
    }

    private let checked: CheckedExpression
    private let environment: Environment
    var data: DataExtents
    /// The variables of the macros around, innermost last.
    private var locals: [Extent] = []

    init(
        _ checked: CheckedExpression,
        in environment: Environment,
        assuming assumptions: CostAssumptions
    ) {
        self.checked = checked
        self.environment = environment
        data = DataExtents(assumptions)
    }

    /// What evaluating an expression costs at most. What data holds makes no difference where it is
    /// only handed on.
    mutating func cost(of expression: Expression) -> Bound {
        declaration(of: expression).map { Self.cost(ofDepth: $0.depth) }
            ?? estimate(expression).cost
    }

    /// What it costs to read a variable, and so many fields of fields of it.
    private static func cost(ofDepth depth: Int) -> Bound { Bound(depth) * 10 + 10 }

    /// What evaluating an expression costs at most, and what its value may hold.
    mutating func estimate(_ expression: Expression) -> Estimate {
        switch checked.references[expression.id] {
        case .variable(let index):
            return Estimate(cost: 10, extent: data.extent(of: environment.variables[index].type))
        case .local(let slot):
            return Estimate(cost: 10, extent: locals.indices.contains(slot) ? locals[slot] : .fixed)
        case .type: return Estimate(cost: 0, extent: .fixed)
        case .function, nil: return estimate(expression.kind, expression)
        }
    }

    private mutating func estimate(
        _ kind: Expression.Kind,
        _ expression: Expression
    ) -> Estimate {
        switch kind {
        case .literal(let value): return Estimate(cost: 0, extent: value.extent)
        case .name, .invalid: return Estimate(cost: 0, extent: .fixed)
        case .select(let operand, let field, _):
            // What else the record holds, such as the outputs of all steps, need not be gone through.
            if let (type, depth) = declaration(of: expression) {
                return Estimate(cost: Self.cost(ofDepth: depth), extent: data.extent(of: type))
            }
            let whole = estimate(operand)
            return Estimate(cost: whole.cost + 10, extent: self.field(field.text, of: whole.extent))
        case .index(let operand, let index, _):
            let whole = estimate(operand)
            let key = estimate(index)
            let cost = whole.cost + key.cost + key.extent.long + 10
            return Estimate(cost: cost, extent: whole.extent.value)
        case .presence(let operand, _):
            return Estimate(cost: estimate(operand).cost + 10, extent: .fixed)
        case .call(let name, let target, let arguments):
            return estimate(call: expression, name, target, arguments)
        case .operation(_, let operands): return estimate(function: expression, operands)
        case .logical(_, let operands):
            return Estimate(cost: operands.map { estimate($0).cost }.total, extent: .fixed)
        case .conditional(let condition, let then, let otherwise):
            let (first, second) = (estimate(then), estimate(otherwise))
            return Estimate(
                cost: estimate(condition).cost + max(first.cost, second.cost),
                extent: first.extent.joined(with: second.extent)
            )
        case .list(let elements): return estimate(list: elements.map(\.value))
        case .map(let entries): return estimate(map: entries)
        case .comprehension(let comprehension): return estimate(comprehension)
        case .binding(_, let value, let body):
            let value = estimate(value)
            let body = withLocals([value.extent]) { $0.estimate(body) }
            return Estimate(cost: value.cost + body.cost, extent: body.extent)
        case .optionalMap(let operand, _, let body, _):
            let value = estimate(operand)
            let body = withLocals([value.extent]) { $0.estimate(body) }
            return Estimate(cost: value.cost + body.cost + 10, extent: body.extent.wrapped)
        }
    }

    /// The type that a variable, or a field of fields of one, is declared with, and how many fields
    /// lead to it; `nil` for other expressions.
    private func declaration(of expression: Expression) -> (type: ValueType, depth: Int)? {
        if case .variable(let index) = checked.references[expression.id] {
            return (environment.variables[index].type, 0)
        }
        guard case .select(let operand, let field, _) = expression.kind,
            let whole = declaration(of: operand), case .record(let record) = whole.type
        else { return nil }
        return record.type(of: field.text).map { ($0, whole.depth + 1) }
    }

    /// Estimates something with more variables.
    mutating func withLocals<T>(
        _ extents: [Extent],
        _ body: (inout CostEstimator) -> T
    ) -> T {
        locals += extents
        defer { locals.removeLast(extents.count) }
        return body(&self)
    }

    private mutating func field(_ name: String, of whole: Extent) -> Extent {
        guard case .record(let record) = whole.shape else { return whole.value }
        return record.type(of: name).map { data.extent(of: $0) } ?? .fixed
    }

    private mutating func estimate(list elements: [Expression]) -> Estimate {
        let parts = elements.map { estimate($0) }
        let extents = parts.map(\.extent)
        let element = extents.dropFirst().reduce(extents.first ?? .fixed) { $0.joined(with: $1) }
        return Estimate(
            cost: parts.map(\.cost).total + 100,
            extent: Extent.list(Bound(elements.count), of: element).holding(
                nodes: extents.map(\.nodes).total + 1,
                weight: extents.map(\.weight).total + 1
            )
        )
    }

    private mutating func estimate(map entries: [Expression.Entry]) -> Estimate {
        let keys = estimate(list: entries.map(\.key))
        let values = estimate(list: entries.map(\.value))
        let count = Bound(entries.count)
        return Estimate(
            cost: keys.cost + values.cost + count * keys.extent.value.long + 100,
            extent: Extent.map(count, keys: keys.extent.value, values: values.extent.value)
                .holding(
                    nodes: keys.extent.nodes + values.extent.nodes,
                    weight: keys.extent.weight + values.extent.weight + count * 10
                )
        )
    }

    private mutating func estimate(
        call expression: Expression,
        _ name: Expression.Name,
        _ target: Expression?,
        _ arguments: [Expression]
    ) -> Estimate {
        guard case .function(let function) = checked.references[expression.id] else {
            return Estimate(cost: 0, extent: .fixed)
        }
        let isMember = function.style == .member
        let operands = isMember ? (target.map { [$0] } ?? []) + arguments : arguments
        return estimate(function: expression, operands)
    }

    private mutating func estimate(
        function expression: Expression,
        _ operands: [Expression]
    ) -> Estimate {
        guard case .function(let function) = checked.references[expression.id] else {
            return Estimate(cost: 0, extent: .fixed)
        }
        let parts = operands.map { estimate($0) }
        let call = FunctionCost.Call(
            operands: parts.map(\.extent),
            ofType: data.extent(of: checked.type(of: expression)),
            pattern: Self.pattern(of: function, operands)
        )
        let own = FunctionCost.of(function)
        return Estimate(
            cost: parts.map(\.cost).total + own.cost(call) + 10,
            extent: own.extent(call)
        )
    }
}

extension CostEstimator {
    /// The pattern of a function of regular expressions, when it is written there.
    private static func pattern(of function: Function, _ operands: [Expression])
        -> RegularExpression?
    {
        guard case .pattern = function.body, operands.count > 1,
            let source = operands[1].literalText
        else { return nil }
        return try? RegularExpression(source, within: .literal)
    }
}

extension Value {
    /// What a literal holds.
    fileprivate var extent: Extent {
        switch self {
        case .string(let text): .text(Bound(text.utf8.count))
        case .bytes(let bytes): .text(Bound(bytes.count))
        case .int(let int): .int(Int(int)...Int(int))
        default: .fixed
        }
    }
}
