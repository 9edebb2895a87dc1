import WaybillDiagnostics

/// `a.b != null`, which other languages write where CEL asks `has(a.b)`.
extension Checker {
    /// The field that may be missing and is compared with null; `nil` for any other operation.
    func fieldComparedWithNull(
        _ symbol: Expression.Operator,
        _ operands: [Expression]
    ) -> Expression? {
        guard !isDynamic, symbol == .equal || symbol == .notEqual, operands.count == 2 else {
            return nil
        }
        let field = operands[0].isNull ? operands[1] : operands[0]
        guard operands.contains(where: \.isNull), case .select(_, _, false) = field.kind,
            declaredField(field)?.type.isOptional == true
        else { return nil }
        return field
    }

    mutating func checkComparisonWithNull(
        _ expression: Expression,
        _ symbol: Expression.Operator,
        _ field: Expression
    ) -> ValueType {
        guard case .select(let operand, let name, _) = field.kind,
            let declared = declaredField(field)
        else { return .bool }
        _ = check(operand)
        let asked = "\(symbol == .equal ? "!" : "")has(\(written(field)))"
        let span = text.span(expression.range)
        report(
            Diagnostic(
                declared.absence == nil ? .celType : .maybeUndefined,
                "`\(name.text)` may be missing, but is never null",
                at: span,
                notes: declared.absence.map { [$0] } ?? [],
                help: ["write `\(asked)`"],
                edits: [.init(replacing: span, with: asked, confidence: .maybe)]
            )
        )
        return .bool
    }

    /// The field that a chain of selections from a variable leads to, before it is checked.
    private func declaredField(_ expression: Expression) -> RecordType.Field? {
        guard case .select(let operand, let name, _) = expression.kind,
            case .record(let record)? = declaredType(operand)?.unwrapped
        else { return nil }
        return record.slot(of: name.text).map { record.fields[$0] }
    }

    private func declaredType(_ expression: Expression) -> ValueType? {
        switch expression.kind {
        case .name(let name):
            locals.last { $0.name == name }.map { inference.resolved($0.type) }
                ?? environment.index(of: name).map { environment.variables[$0].type }
        case .select: declaredField(expression)?.type
        default: nil
        }
    }
}

extension Expression {
    fileprivate var isNull: Bool {
        if case .literal(.null) = kind { true } else { false }
    }
}
