/// What binds tightest: selections, calls, indexes, literals and brackets.
extension Parser {
    /// A primary with what is hung on it: `.f`, `.?f`, `.f(x)`, `[i]`, `[?i]`.
    mutating func member() -> Expression {
        var operand = primary()
        while true {
            let start = operand.range.lowerBound
            let anchor = current.range
            if take(.dot) {
                operand = selection(of: operand, dot: anchor)
            } else if take(.leftBracket) {
                let isOptional = take(.question)
                let index = expression()
                expect(.rightBracket, "after an index")
                operand = node(
                    .index(operand, index, isOptional: isOptional),
                    range(from: start),
                    anchor: range(from: anchor.lowerBound)
                )
            } else if at(.leftBrace), operand.isQualifiedName {
                let message =
                    "there are no message literals; a record is written as a map, {'field': value}"
                report(message, at: anchor)
                advance()
                recoverTo(.rightBrace)
                return invalid(range(from: start))
            } else {
                return operand
            }
        }
    }

    /// What follows a dot.
    private mutating func selection(of operand: Expression, dot: Range<Int>) -> Expression {
        let isOptional = take(.question)
        let start = operand.range.lowerBound
        guard let name = selector() else {
            reportUnexpected("the name of a field or function")
            return invalid(range(from: start))
        }
        if !isOptional, at(.leftParenthesis) {
            let (arguments, parentheses) = arguments()
            return call(name, target: operand, arguments, range(from: start), parentheses)
        }
        return node(
            .select(operand, name, isOptional: isOptional),
            range(from: start),
            anchor: dot.lowerBound..<name.range.upperBound
        )
    }

    /// A name after a dot: reserved words are names there.
    private mutating func selector() -> Expression.Name? {
        let token = current
        switch token.kind {
        case .identifier(let text) where !constantWords.contains(text):
            advance()
            return Expression.Name(text: text, range: token.range)
        case .quotedIdentifier(let text):
            advance()
            return Expression.Name(text: text, range: token.range)
        default: return nil
        }
    }

    private mutating func primary() -> Expression {
        let token = current
        switch token.kind {
        case .symbol(.leftParenthesis): return parenthesized()
        case .symbol(.leftBracket): return list()
        case .symbol(.leftBrace): return map()
        case .symbol(.dot):
            advance()
            return name(absolute: true, from: token.range.lowerBound)
        case .identifier: return name(absolute: false, from: token.range.lowerBound)
        default: return literal()
        }
    }

    private mutating func parenthesized() -> Expression {
        advance()
        let inner = expression()
        if !at(.rightParenthesis) {
            reportUnexpected("`)`")
            recover()
        }
        _ = take(.rightParenthesis)
        return inner
    }

    /// A constant word, a variable or a call.
    private mutating func name(absolute: Bool, from start: Int) -> Expression {
        let token = current
        guard case .identifier(let text) = token.kind, text != "in" else { return unexpected() }
        if !absolute, let constant = constants[text] {
            advance()
            return node(.literal(constant), token.range)
        }
        if reservedWords.contains(text) || constants[text] != nil {
            report("`\(text)` is a reserved word and names nothing", at: token.range)
            advance()
            return invalid(token.range)
        }
        advance()
        let name = Expression.Name(text: absolute ? "." + text : text, range: token.range)
        if at(.leftParenthesis) {
            let (arguments, parentheses) = arguments()
            return call(name, target: nil, arguments, range(from: start), parentheses)
        }
        return node(.name(name.text), range(from: start))
    }

    /// Reports a word that begins no expression, and steps over the rest of that.
    mutating func unexpected() -> Expression {
        let range = current.range
        reportUnexpected("an expression")
        recover(atColon: true)
        return invalid(range)
    }

    private mutating func arguments() -> ([Expression], Range<Int>) {
        let start = current.range.lowerBound
        advance()
        var arguments: [Expression] = []
        if !take(.rightParenthesis) {
            repeat {
                arguments.append(expression())
                if !at(.comma), !at(.rightParenthesis) {
                    reportUnexpected("`,` or `)`")
                    recover()
                }
            } while take(.comma)
            _ = take(.rightParenthesis)
        }
        return (arguments, range(from: start))
    }

    /// A call, or what a macro of that name makes of it.
    private mutating func call(
        _ name: Expression.Name,
        target: Expression?,
        _ arguments: [Expression],
        _ range: Range<Int>,
        _ parentheses: Range<Int>
    ) -> Expression {
        if expandsMacros {
            let use = MacroUse(
                name: name,
                target: target,
                arguments: arguments,
                range: range,
                parentheses: parentheses
            )
            if let expanded = expand(use) { return expanded }
        }
        return node(.call(name, target: target, arguments), range, anchor: parentheses)
    }

    private mutating func recoverTo(_ closing: Symbol) {
        repeat {
            recover()
        } while take(.comma)
        _ = take(closing)
    }
}

extension Expression {
    /// Whether this may be a qualified name: names joined by dots.
    var isQualifiedName: Bool { qualifiedName != nil }

    /// The names joined by dots that this is, such as `a.b.c`; `nil` when it is something else.
    var qualifiedName: String? {
        switch kind {
        case .name(let name): name
        case .select(let operand, let field, false):
            operand.qualifiedName.map { "\($0).\(field.text)" }
        default: nil
        }
    }
}

/// The words that are literals.
private let constants: [String: Value] = [
    "true": .bool(true), "false": .bool(false), "null": .null,
]
