import Foundation
import WaybillDiagnostics

/// What is said about operators whose operands do not go together.
extension Checker {
    mutating func reportOperation(
        _ expression: Expression,
        _ symbol: Expression.Operator,
        _ operands: [Expression],
        _ types: [ValueType]
    ) {
        guard operands.count == 2 else {
            let written = symbol == .not ? "!" : "-"
            report(
                "`\(written)` does not take \(types.first.map { inference.finished($0).briefly } ?? "")",
                at: expression.anchor,
                help: operands.first.flatMap { optionalHelp($0) }
                    .map { [$0] } ?? [symbol == .not ? "`!` takes a bool" : "`-` takes a number"]
            )
            return
        }
        let left = inference.finished(types[0])
        let right = inference.finished(types[1])
        let verb: String
        switch symbol {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual:
            verb = "cannot compare \(left.briefly) with \(right.briefly)"
        case .isIn: verb = "cannot look for \(left.briefly) in \(right.briefly)"
        default: verb = "does not take \(left.briefly) and \(right.briefly)"
        }
        let labels = zip(operands, [left, right]).map {
            Diagnostic.Label(text.span($0.range), "this is \($1.briefly)")
        }
        let hint =
            operands.compactMap { optionalHelp($0) }.first
            ?? helpForNull(operands, [left, right])
            ?? conversion(operands[0], left, symbol.rawValue, operands[1], right)
        report(
            Diagnostic(
                .celType,
                "`\(symbol.rawValue)` \(verb)",
                at: text.span(expression.anchor),
                labels: labels,
                help: hint.map { [$0] } ?? []
            )
        )
    }

    private func optionalHelp(_ operand: Expression) -> String? {
        helpForOptional(operand, type(of: operand))
    }

    /// The expression with the conversion that would make it right.
    private func conversion(
        _ left: Expression,
        _ leftType: ValueType,
        _ symbol: String,
        _ right: Expression,
        _ rightType: ValueType
    ) -> String? {
        let first = converted(left, leftType, to: rightType, for: symbol).map {
            "write `\($0) \(symbol) \(written(right))`"
        }
        let second = converted(right, rightType, to: leftType, for: symbol).map {
            "write `\(written(left)) \(symbol) \($0)`"
        }
        // A literal is what is easiest to write in another way.
        return left.isLiteral && !right.isLiteral ? first ?? second : second ?? first
    }

    /// An operand as another type, where that loses nothing that the author wrote.
    private func converted(
        _ operand: Expression,
        _ type: ValueType,
        to other: ValueType,
        for symbol: String
    ) -> String? {
        let text = written(operand)
        switch (type, other) {
        case (.int, .double):
            return operand.isLiteral ? "\(text).0" : "double(\(text))"
        case (.uint, .double): return "double(\(text))"
        case (.int, .uint):
            if case .literal(.int(let int)) = operand.kind, int >= 0 { return "\(int)u" }
            return "uint(\(text))"
        case (.double, .decimal):
            return operand.isLiteral ? "decimal('\(text)')" : "decimal(\(text))"
        case (.string, .int), (.string, .uint), (.string, .double), (.string, .decimal):
            if symbol == "+" { return nil }
            return number(in: operand, as: other)
                ?? (isArithmetic(symbol) && !operand.isLiteral ? "\(other)(\(text))" : nil)
        case (.int, .string), (.uint, .string), (.double, .string), (.decimal, .string):
            if isArithmetic(symbol) { return nil }
            return operand.isLiteral ? "'\(text)'" : "string(\(text))"
        case (.string, .timestamp), (.string, .duration): return "\(other)(\(text))"
        default: return nil
        }
    }

    /// Whether an operator takes numbers only.
    private func isArithmetic(_ symbol: String) -> Bool { ["-", "*", "/", "%"].contains(symbol) }

    /// The number that a text literal holds, written without its quotes.
    private func number(in operand: Expression, as type: ValueType) -> String? {
        guard let text = operand.literalText, let number = Decimal(exactly: text) else {
            return nil
        }
        switch type {
        case .decimal: return "decimal('\(text)')"
        case .double: return text
        default: return Int64(number.description).map { type == .uint ? "\($0)u" : "\($0)" }
        }
    }

    /// What to say about a comparison with null, which nothing but an absent value could equal.
    private func helpForNull(_ operands: [Expression], _ types: [ValueType]) -> String? {
        guard let position = types.firstIndex(of: .null), operands.count == 2 else { return nil }
        let other = written(operands[1 - position])
        return "`\(other)` is never null; what may be missing is asked for with `has(…)`"
    }

    /// Holds text literals that are compared with an enumeration, or with a field of known texts,
    /// against its members.
    mutating func checkMembers(_ symbol: Expression.Operator, _ operands: [Expression]) {
        guard operands.count == 2, !isDynamic else { return }
        let (left, right) = (operands[0], operands[1])
        switch symbol {
        case .equal, .notEqual:
            if let members = members(of: left) { checkMember(right, of: members) }
            if let members = members(of: right) { checkMember(left, of: members) }
        case .isIn:
            if let members = members(of: left), case .list(let elements) = right.kind {
                for element in elements { checkMember(element.value, of: members) }
            }
            if case .list(.enumeration(let members)) = type(of: right) {
                checkMember(left, of: members)
            }
        default: break
        }
    }

    /// The texts that an expression is compared with; `nil` when any may be.
    private func members(of expression: Expression) -> [String]? {
        if case .enumeration(let members) = type(of: expression) { return members }
        guard case .select(let operand, let field, isOptional: false) = expression.kind,
            case .record(let record) = type(of: operand)
        else { return nil }
        return record.slot(of: field.text).flatMap { record.fields[$0].knownTexts }
    }

    /// Reports a text literal that an enumeration does not have.
    mutating func checkMember(_ expression: Expression, of members: [String]) {
        guard let literal = expression.literalText,
            !members.contains(where: { $0.isIdentical(to: literal) })
        else { return }
        let meant = closestMatch(to: literal, among: members)
        let span = text.span(expression.range)
        report(
            Diagnostic(
                .celType,
                "'\(clipped(literal))' is none of \(ValueType.enumeration(members))",
                at: span,
                help: meant.map { ["did you mean '\($0)'?"] } ?? [],
                edits: meant.map {
                    [.init(replacing: span, with: "'\($0)'", confidence: .maybe)]
                } ?? []
            )
        )
    }
}
