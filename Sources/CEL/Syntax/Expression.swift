/// A node of an expression's syntax. Types and references are kept apart, by `id`.
final class Expression: Sendable {
    /// What a node is.
    enum Kind: Sendable {
        case literal(Value)
        /// A variable or the start of a qualified name; a leading dot makes it absolute.
        case name(String)
        case select(Expression, Name, isOptional: Bool)
        case index(Expression, Expression, isOptional: Bool)
        /// A call of a function; with a target, of a member function.
        case call(Name, target: Expression?, [Expression])
        /// An operator of one or two operands, under its symbol.
        case operation(Operator, [Expression])
        /// A chain of `&&` or `||`, two operands or more.
        case logical(Logic, [Expression])
        case conditional(Expression, then: Expression, otherwise: Expression)
        case list([Element])
        case map([Entry])
        /// `has(a.b)`.
        case presence(Expression, Name)
        case comprehension(Comprehension)
        /// `cel.bind(name, value, body)`.
        case binding(Name, Expression, body: Expression)
        /// `x.optMap(name, body)`; flat when the body gives an optional itself.
        case optionalMap(Expression, Name, body: Expression, isFlat: Bool)
        /// What could not be parsed; a finding says why.
        case invalid
    }

    /// A name and where it stands.
    struct Name: Sendable {
        let text: String
        let range: Range<Int>
    }

    /// An element of a list literal; an optional one (`?x`) is left out when it is absent.
    struct Element: Sendable {
        let value: Expression
        let isOptional: Bool
    }

    /// An entry of a map literal; an optional one (`?k: v`) is left out when its value is absent.
    struct Entry: Sendable {
        let key: Expression
        let value: Expression
        let isOptional: Bool
    }

    /// `&&` or `||`.
    enum Logic: String, Sendable {
        case and = "&&"
        case or = "||"
    }

    /// The operators that are functions.
    enum Operator: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case remainder = "%"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case equal = "=="
        case notEqual = "!="
        case isIn = "in"
        case negate = "-_"
        case not = "!_"
    }

    /// The position in the tables that know more of the node.
    let id: Int
    let kind: Kind
    /// The UTF-8 offsets of the whole expression.
    let range: Range<Int>
    /// Where findings about the node itself point: its operator, bracket, dot or name.
    let anchor: Range<Int>
    /// The number of levels of the tree from here down.
    let height: Int

    init(id: Int, _ kind: Kind, range: Range<Int>, anchor: Range<Int>? = nil) {
        self.id = id
        self.kind = kind
        self.range = range
        self.anchor = anchor ?? range
        height = 1 + (kind.children.map(\.height).max() ?? 0)
    }
}

extension Expression {
    /// Whether this is a number, a text or a constant word.
    var isLiteral: Bool {
        if case .literal = kind { true } else { false }
    }
}

extension Expression.Kind {
    /// The expressions inside, in the order written.
    var children: [Expression] {
        switch self {
        case .literal, .name, .invalid: []
        case .select(let operand, _, _), .presence(let operand, _): [operand]
        case .index(let operand, let index, _): [operand, index]
        case .call(_, let target, let arguments): (target.map { [$0] } ?? []) + arguments
        case .operation(_, let operands), .logical(_, let operands): operands
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .comprehension(let comprehension): comprehension.children
        case .binding(_, let value, let body): [value, body]
        case .optionalMap(let operand, _, let body, _): [operand, body]
        }
    }
}

/// A macro that goes through a list or a map with one or two variables.
struct Comprehension: Sendable {
    /// What becomes of the elements.
    enum Kind: String, Sendable {
        case all
        case exists
        case existsOne
        case filter
        /// `map` and `transformList`: the results of those that meet the condition.
        case map
        case transformMap
        case transformMapEntry
        case sortBy
    }

    let kind: Kind
    let range: Expression
    /// One variable, or two: key or index, and value.
    let variables: [Expression.Name]
    let condition: Expression?
    let result: Expression?

    var children: [Expression] { [range] + [condition, result].compactMap(\.self) }
}
