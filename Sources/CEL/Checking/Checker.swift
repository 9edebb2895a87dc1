import WaybillDiagnostics

/// Finds the type of every part of an expression and what its names stand for. It goes on after a
/// mistake: what has no type is ``ValueType/unknown``, which fits everywhere.
struct Checker {
    let text: EmbeddedText
    let environment: Environment
    let functions: FunctionTable
    /// Whether types are left to evaluation, as the standard has it for unchecked expressions.
    let isDynamic: Bool
    private let bytes: [UInt8]

    var inference = Inference()
    var types: [ValueType]
    var references: [CheckedExpression.Reference?]
    var findings: [Diagnostic] = []
    /// The variables of the macros around, innermost last.
    var locals: [(name: String, type: ValueType)] = []
    var localCount = 0
    /// The plain selections and indexes that follow the one being checked, for its help.
    var trail: [Trail] = []
    /// Where the chain of selections starts in which an absence was reported: one is enough.
    var absentChain: Int?
    /// Where paths start that were reported as maybe missing: the place reported, and the path as it
    /// would be written to give an optional.
    var absences: [Int: (span: Span, written: String)] = [:]
    /// Whether that chain of selections stands in `has()`.
    var isInPresence = false
    /// What the conditions around say is there.
    var present = KnownPresence()

    private init(_ text: EmbeddedText, _ environment: Environment, nodes: Int, isDynamic: Bool) {
        self.text = text
        self.environment = environment
        functions = environment.functions
        self.isDynamic = isDynamic
        bytes = Array(text.text.utf8)
        types = Array(repeating: .unknown, count: nodes)
        references = Array(repeating: nil, count: nodes)
    }

    /// Checks an expression, and holds its type against that of the slot it stands in.
    static func check(
        _ parsed: Parser.Result,
        of text: EmbeddedText,
        in environment: Environment,
        expecting slot: ValueType? = nil,
        isDynamic: Bool = false
    ) -> (checked: CheckedExpression, findings: [Diagnostic]) {
        var checker = Checker(text, environment, nodes: parsed.nodeCount, isDynamic: isDynamic)
        let root = parsed.expression
        _ = checker.check(root)
        if let slot { checker.hold(root, against: slot) }
        let checked = CheckedExpression(
            root: root,
            types: checker.types.map(checker.inference.finished),
            references: checker.references,
            localCount: checker.localCount
        )
        return (checked, isDynamic ? [] : checker.findings)
    }

    /// The type of an expression, noted for good.
    mutating func check(_ expression: Expression) -> ValueType {
        let outer = (trail, isInPresence)
        defer { (trail, isInPresence) = outer }
        switch expression.kind {
        case .select, .index: break
        default: (trail, isInPresence) = ([], false)
        }
        let type = isDynamic ? typeless(expression) : typeOf(expression)
        types[expression.id] = type
        return type
    }

    /// Notes the references in an expression, and leaves its type to evaluation.
    private mutating func typeless(_ expression: Expression) -> ValueType {
        _ = typeOf(expression)
        return .any
    }

    private mutating func typeOf(_ expression: Expression) -> ValueType {
        switch expression.kind {
        case .literal(let value): return value.type
        case .invalid: return .unknown
        case .name(let name): return checkName(name, expression)
        case .select(let operand, let field, let isOptional):
            return checkSelection(expression, operand, field, isOptional: isOptional)
        case .index(let operand, let index, let isOptional):
            return checkIndex(expression, operand, index, isOptional: isOptional)
        case .presence(let operand, let field): return checkPresence(expression, operand, field)
        case .call(let name, let target, let arguments):
            return checkCall(expression, name, target, arguments)
        case .operation(let symbol, let operands):
            return checkOperation(expression, symbol, operands)
        case .logical(let logic, let operands): return checkLogical(logic, operands)
        case .conditional(let condition, let then, let otherwise):
            return checkConditional(expression, condition, then, otherwise)
        case .list(let elements): return checkList(elements)
        case .map(let entries): return checkMap(entries)
        case .comprehension(let comprehension): return check(comprehension)
        case .binding(let name, let value, let body):
            let type = check(value)
            return withLocals([(name.text, type)]) { $0.check(body) }
        case .optionalMap(let operand, let name, let body, let isFlat):
            return checkOptionalMap(operand, name, body, isFlat: isFlat)
        }
    }

    // MARK: Helpers

    /// Checks something with more variables.
    mutating func withLocals<T>(
        _ variables: [(name: String, type: ValueType)],
        _ check: (inout Checker) -> T
    ) -> T {
        locals += variables
        localCount = max(localCount, locals.count)
        defer { locals.removeLast(variables.count) }
        return check(&self)
    }

    /// Checks an expression and gives its type as far as it is known by now. In two steps: held
    /// across the first, what is known of types would be copied.
    mutating func resolvedType(of expression: Expression) -> ValueType {
        let type = check(expression)
        return inference.resolved(type)
    }

    /// The type of an expression that was checked, as far as it is known by now.
    func type(of expression: Expression) -> ValueType { inference.resolved(types[expression.id]) }

    /// A part of the text, as written.
    func written(_ range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// A part of the text, as written.
    func written(_ expression: Expression) -> String { written(expression.range) }

    mutating func report(_ finding: Diagnostic) {
        if findings.count < Parser.mostErrors { findings.append(finding) }
    }

    /// Reports a type that does not fit, in general words.
    mutating func report(
        _ message: String,
        at range: Range<Int>,
        label: String? = nil,
        help: [String] = []
    ) {
        report(Diagnostic(.celType, message, at: text.span(range), label: label, help: help))
    }
}
