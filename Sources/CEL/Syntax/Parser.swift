/// Parses an expression by recursive descent (cel-spec, "Syntax"; the optional syntax of
/// proposal 246). After a mistake it goes on at the next comma or closing bracket, so that several
/// are found in one go.
struct Parser {
    /// The deepest nesting parsed; cel-go's limit.
    static let deepest = 250
    /// The longest expression parsed, in code points; cel-go's limit.
    static let longest = 100_000
    /// Past this many errors nobody reads on.
    static let mostErrors = 100

    let tokens: [Token]
    let expandsMacros: Bool
    var position = 0
    var errors: [SyntaxError] = []
    private var depth = 0
    private var nodes = 0
    private var isAborted = false

    private init(_ tokens: [Token], expandsMacros: Bool) {
        self.tokens = tokens
        self.expandsMacros = expandsMacros
    }

    /// What parsing found: a tree, in which invalid nodes stand where errors were, and the number
    /// of ids given.
    struct Result {
        let expression: Expression
        let nodeCount: Int
        let errors: [SyntaxError]
    }

    /// Parses a text. A text without macros is for the parts of the standard that define them.
    static func parse(_ text: String, expandsMacros: Bool = true) -> Result {
        guard text.unicodeScalars.count <= longest else {
            let error = SyntaxError(
                message: "the expression is longer than \(longest) characters",
                range: 0..<0
            )
            let invalid = Expression(id: 0, .invalid, range: 0..<0)
            return Result(expression: invalid, nodeCount: 1, errors: [error])
        }
        var parser = Parser(Lexer.tokens(of: text), expandsMacros: expandsMacros)
        let expression = parser.expression()
        parser.expectEnd()
        return Result(expression: expression, nodeCount: parser.nodes, errors: parser.errors)
    }

    // MARK: Words

    var current: Token { tokens[min(position, tokens.count - 1)] }

    /// The token after the current one.
    var following: Token { tokens[min(position + 1, tokens.count - 1)] }

    /// Where the last word taken ends.
    var lastEnd: Int { position > 0 ? tokens[position - 1].range.upperBound : 0 }

    func at(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

    mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    /// Takes a symbol when it stands next.
    mutating func take(_ symbol: Symbol) -> Bool {
        guard at(symbol) else { return false }
        advance()
        return true
    }

    /// Takes a symbol, or reports that it is missing.
    mutating func expect(_ symbol: Symbol, _ purpose: String) {
        if !take(symbol) { reportUnexpected("`\(symbol.rawValue)` \(purpose)") }
    }

    private mutating func expectEnd() {
        guard current.kind != .end else { return }
        reportUnexpected("an operator or the end of the expression")
    }

    // MARK: Nodes

    /// Makes a node, unless the tree gets too deep by it.
    mutating func node(
        _ kind: Expression.Kind,
        _ range: Range<Int>,
        anchor: Range<Int>? = nil
    ) -> Expression {
        let node = Expression(id: nodes, kind, range: range, anchor: anchor)
        nodes += 1
        guard node.height > Self.deepest else { return node }
        abort(at: anchor ?? range)
        return invalid(range)
    }

    /// Stands for what could not be parsed.
    mutating func invalid(_ range: Range<Int>) -> Expression {
        nodes += 1
        return Expression(id: nodes - 1, .invalid, range: range)
    }

    /// Parses something one level deeper.
    mutating func nested(_ parse: (inout Parser) -> Expression) -> Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else {
            abort(at: current.range)
            return invalid(current.range)
        }
        return parse(&self)
    }

    /// Gives up, once, because of the depth.
    private mutating func abort(at range: Range<Int>) {
        if !isAborted {
            report("the expression is nested deeper than \(Self.deepest) levels", at: range)
        }
        isAborted = true
        position = tokens.count - 1
    }

    // MARK: Errors

    mutating func report(_ message: String, at range: Range<Int>, help: String? = nil) {
        let isRepeated = errors.last.map { $0.range.lowerBound >= range.lowerBound } ?? false
        guard !isAborted, !isRepeated, errors.count < Self.mostErrors else { return }
        errors.append(SyntaxError(message: message, range: range, help: help))
    }

    /// Reports that something else stands where a thing is expected.
    mutating func reportUnexpected(_ expected: String) {
        let range = current.range
        switch current.kind {
        case .invalid(let reason): report(reason, at: range)
        case .end: report("the expression ends where \(expected) is expected", at: range)
        case .identifier(let word) where wordOperators[word] != nil:
            report(
                "expected \(expected)",
                at: range,
                help: wordOperators[word].map { "`\(word)` is written `\($0)`" }
            )
        case _ where followsNot:
            report("expected \(expected)", at: range, help: "`not` is written `!`")
        default: report("expected \(expected)", at: range)
        }
    }

    /// Whether the word before the current one is `not`, which reads like a variable.
    private var followsNot: Bool {
        position > 0 && tokens[position - 1].kind == .identifier("not")
    }

    /// Moves on to the next comma or closing bracket, or colon, of the level that parsing is at.
    mutating func recover(atColon: Bool = false) {
        var open = 0
        while current.kind != .end {
            switch current.kind {
            case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace): open += 1
            case .symbol(.rightParenthesis), .symbol(.rightBracket), .symbol(.rightBrace):
                if open == 0 { return }
                open -= 1
            case .symbol(.comma) where open == 0: return
            case .symbol(.colon) where open == 0 && atColon: return
            default: break
            }
            advance()
        }
    }
}

/// Words of other languages for CEL's operators.
private let wordOperators = [
    "and": "&&", "or": "||", "not": "!", "is": "==", "AND": "&&", "OR": "||", "NOT": "!",
]
