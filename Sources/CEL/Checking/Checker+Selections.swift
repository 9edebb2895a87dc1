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
        trail = isOptional ? [] : [field.text] + outer
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

    /// Whether a condition around says that a field is there.
    private func isPresent(_ field: String, of operand: Expression) -> Bool {
        path(of: operand).map { present.contains($0.selecting(field)) } ?? false
    }

    /// Reports that a field which may be missing is read as if it could not be.
    private mutating func reportAbsence(
        of field: RecordType.Field,
        _ operand: Expression,
        _ name: Expression.Name
    ) {
        absentChain = operand.range.lowerBound
        let rest = trail.map { ".\($0)" }.joined()
        let chain = "\(written(operand)).?\(name.text)\(rest)"
        let help: String
        if isInPresence {
            help = "write `has(\(chain))`"
        } else if let fallback = typeAfter(field.type.unwrapped)?.fallback {
            help = "write `\(chain).orValue(\(fallback))`"
        } else {
            help = "write `\(chain)` and say with `.orValue(…)` what to take instead"
        }
        let span = text.span(operand.range.lowerBound..<name.range.upperBound)
        guard let absence = field.absence else {
            let message = "`\(name.text)` may be missing: its type is \(field.type)"
            report(Diagnostic(.celType, message, at: span, help: [help]))
            return
        }
        let message = "`\(written(operand)).\(name.text)` may be missing here"
        report(Diagnostic(.maybeUndefined, message, at: span, notes: [absence], help: [help]))
    }

    /// The type that the selections after the current one lead to.
    private func typeAfter(_ type: ValueType) -> ValueType? {
        var type = type
        for name in trail {
            switch type.unwrapped {
            case .record(let record):
                guard let found = record.type(of: name) else { return nil }
                type = found
            case .map(_, let value): type = value
            default: return nil
            }
        }
        return type.unwrapped
    }

    /// `has(a.b)`: a bool, whatever `a` is, as long as it can have fields.
    mutating func checkPresence(
        _ expression: Expression,
        _ operand: Expression,
        _ field: Expression.Name
    ) -> ValueType {
        isInPresence = true
        trail = [field.text]
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
        let whole = resolvedType(of: operand)
        let indexType = check(index)
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
            let isNumber = key.isInteger && inference.resolved(indexType).isInteger
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
                help: index.literalText.map { ["write `\(written(operand)).\($0)`"] } ?? []
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

extension Expression {
    /// The text of a text literal.
    var literalText: String? {
        if case .literal(.string(let text)) = kind { text } else { nil }
    }
}

extension ValueType {
    fileprivate var isInteger: Bool { self == .int || self == .uint }

    /// What an author would take in place of a missing value, as written.
    var fallback: String? {
        switch self {
        case .bool: "false"
        case .int: "0"
        case .uint: "0u"
        case .double: "0.0"
        case .decimal: "decimal('0')"
        case .string: "''"
        case .enumeration(let members): members.first.map { "'\($0)'" }
        case .duration: "duration('0s')"
        case .list: "[]"
        case .map: "{}"
        default: nil
        }
    }
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
