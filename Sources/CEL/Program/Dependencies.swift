/// What an expression reads of its environment.
struct Dependencies {
    private(set) var variables: Set<Int> = []
    /// The longest chains of selections from variables, in the order of the text, each once.
    private(set) var selections: [[String]] = []

    private var seen: Set<[String]> = []
    private let checked: CheckedExpression
    private let environment: Environment

    init(of checked: CheckedExpression, in environment: Environment) {
        self.checked = checked
        self.environment = environment
        collect(checked.root)
    }

    private mutating func collect(_ expression: Expression) {
        if let path = path(of: expression) {
            if seen.insert(path).inserted { selections.append(path) }
        } else {
            for child in expression.kind.children { collect(child) }
        }
    }

    /// The chain that an expression is; `nil` when it is none that starts at a variable.
    private mutating func path(of expression: Expression) -> [String]? {
        if case .variable(let index) = checked.references[expression.id] {
            variables.insert(index)
            return [environment.variables[index].name]
        }
        switch expression.kind {
        case .select(let operand, let field, _), .presence(let operand, let field):
            return path(of: operand).map { $0 + [field.text] }
        case .index(let operand, let index, _):
            guard let key = index.literalText else { return nil }
            return path(of: operand).map { $0 + [key] }
        default: return nil
        }
    }
}
