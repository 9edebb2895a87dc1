import WaybillDiagnostics

/// Fields, keys and indexes.
extension Checker {
    mutating func checkSelection(
        _ expression: Expression,
        _ operand: Expression,
        _ field: Expression.Name,
        isOptional: Bool
    ) -> ValueType {
        if let name = expression.qualifiedName, !startsWithLocal(name),
            let type = resolveQualified(name, expression)
        {
            return type
        }
        let outer = trail
        trail = isOptional ? [] : [.field(field.text)] + outer
        let outerChain = absentChain
        absentChain = nil
        let type = check(operand)
        trail = outer
        let whole = inference.resolved(type)
        let found = selected(
            field,
            of: operand,
            whole,
            isOptional: isOptional,
            at: expression.anchor
        )
        if absentChain == nil { absentChain = outerChain }
        return isOptional || whole.isOptional ? .optional(found) : found
    }

    /// The type of a field, without what makes it optional.
    private mutating func selected(
        _ field: Expression.Name,
        of operand: Expression,
        _ type: ValueType,
        isOptional: Bool,
        at anchor: Range<Int>
    ) -> ValueType {
        switch type.unwrapped {
        case .any, .parameter: return .any
        case .unknown: return .unknown
        case .map(_, let value): return value
        case .record(let record):
            guard let slot = record.slot(of: field.text) else {
                report(.undefinedField(field.text, of: record, at: text.span(field.range)))
                return .unknown
            }
            let found = record.fields[slot]
            if found.type.isOptional, !isOptional, !type.isOptional,
                absentChain != operand.range.lowerBound,
                !isPresent(field.text, of: operand)
            {
                reportAbsence(of: found, operand, field)
            }
            return found.type.unwrapped
        default:
            report(
                "\(type.unwrapped) has no fields",
                at: anchor,
                help: functions.memberNames.contains(field.text)
                    ? ["`\(field.text)` is a function: write `\(written(operand)).\(field.text)()`"]
                    : []
            )
            return .unknown
        }
    }

    /// `has(a.b)`: a bool, whatever `a` is, as long as it can have fields.
    mutating func checkPresence(
        _ expression: Expression,
        _ operand: Expression,
        _ field: Expression.Name
    ) -> ValueType {
        isInPresence = true
        trail = [.field(field.text)]
        let type = resolvedType(of: operand)
        trail = []
        isInPresence = false
        _ = selected(field, of: operand, type, isOptional: true, at: expression.anchor)
        return .bool
    }

    mutating func checkIndex(
        _ expression: Expression,
        _ operand: Expression,
        _ index: Expression,
        isOptional: Bool
    ) -> ValueType {
        let outer = (trail, isInPresence)
        trail = isOptional ? [] : [.index(written(index))] + trail
        let whole = resolvedType(of: operand)
        (trail, isInPresence) = ([], false)
        let indexType = check(index)
        (trail, isInPresence) = outer
        let found = indexed(expression, operand, whole.unwrapped, index, indexType)
        return isOptional || whole.isOptional ? .optional(found) : found
    }

    private mutating func indexed(
        _ expression: Expression,
        _ operand: Expression,
        _ type: ValueType,
        _ index: Expression,
        _ indexType: ValueType
    ) -> ValueType {
        switch type {
        case .any, .parameter: return .any
        case .unknown: return .unknown
        case .list(let element):
            if inference.assign(indexType, to: .int) { return element }
            report(
                "a list is indexed by int, not \(inference.finished(indexType))",
                at: index.range
            )
            return element
        case .map(let key, let value):
            let isNumber = key.isInteger && inference.resolved(indexType).isNumber
            if isNumber || inference.assign(indexType, to: key) { return value }
            report(
                "the keys are \(inference.finished(key)), not \(inference.finished(indexType))",
                at: index.range
            )
            return value
        case .record:
            report(
                "a record is not indexed",
                at: expression.anchor,
                help: index.literalText.flatMap { selection(of: $0, written(operand)) }
                    .map { ["write \($0)"] } ?? []
            )
            return .unknown
        default:
            report(
                "\(inference.finished(type)) is not indexed",
                at: expression.anchor,
                help: type == .string
                    ? ["write `\(written(operand)).charAt(\(written(index)))`"] : []
            )
            return .unknown
        }
    }
}

/// How a field is selected, as a help line shows it; `nil` for a name that no expression can hold.
private func selection(of field: String, _ operand: String) -> String? {
    let bytes = field.utf8
    guard let first = bytes.first else { return nil }
    if isIdentifierStart(first), bytes.allSatisfy({ isIdentifierStart($0) || isDigit($0) }) {
        return "`\(operand).\(field)`"
    }
    return bytes.allSatisfy(canBeQuoted) ? "\(operand).`\(field)`" : nil
}

extension Expression {
    /// The text of a text literal.
    var literalText: String? {
        if case .literal(.string(let text)) = kind { text } else { nil }
    }
}

extension ValueType {
    fileprivate var isInteger: Bool { self == .int || self == .uint }
    fileprivate var isNumber: Bool { isInteger || self == .double }
}

extension Diagnostic {
    /// A field that a record does not have.
    static func undefinedField(_ name: String, of record: RecordType, at span: Span) -> Diagnostic {
        let names = record.fields.map(\.name)
        let type = ValueType.record(record).briefly
        let meant = closestMatch(to: name, among: names)
        let help = meant.map { "did you mean `\($0)`?" } ?? "the fields are \(listed(names))"
        return Diagnostic(
            .undefinedName,
            "there is no field `\(clipped(name))` in \(type)",
            at: span,
            help: names.isEmpty ? [] : [help],
            edits: meant.map { [Edit(replacing: span, with: $0, confidence: .maybe)] } ?? []
        )
    }
}
