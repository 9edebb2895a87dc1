import WaybillDiagnostics

/// The slot an expression stands in, and what may stand there.
extension Checker {
    /// Reports where an expression does not give what its slot needs. Literals are held against it
    /// part by part, so that the finding stands at the part that is wrong.
    mutating func hold(_ expression: Expression, against slot: ValueType) {
        let found = inference.resolved(types[expression.id])
        switch (expression.kind, slot.unwrapped) {
        case (.list(let elements), .list(let element)):
            for item in elements where !item.isOptional { hold(item.value, against: element) }
        case (.map(let entries), .record(let record)) where entries.allSatisfy(\.isField):
            holdFields(entries, expression, against: record)
        case (.map(let entries), .map(_, let value)) where found.fits(slot):
            for entry in entries where !entry.isOptional { hold(entry.value, against: value) }
        case (.conditional(_, let then, let otherwise), _):
            hold(then, against: slot)
            hold(otherwise, against: slot)
        case (.literal(.string), .enumeration(let members)): checkMember(expression, of: members)
        default:
            if slot.isOptional { settleAbsence(of: expression, fits: found.fits(slot)) }
            guard !found.fits(slot) else { return }
            report(
                .wrongSlot(
                    found: inference.finished(found),
                    slot,
                    written(expression),
                    text.span(expression.range)
                )
            )
        }
    }

    private mutating func holdFields(
        _ entries: [Expression.Entry],
        _ expression: Expression,
        against record: RecordType
    ) {
        var given: Set<String> = []
        for entry in entries {
            guard let name = entry.key.literalText else { continue }
            given.insert(name)
            guard let type = record.type(of: name) else {
                report(.undefinedField(name, of: record, at: text.span(entry.key.range)))
                continue
            }
            hold(entry.value, against: entry.isOptional ? .optional(type.unwrapped) : type)
        }
        let missing = record.fields.filter { !$0.type.isOptional && !given.contains($0.name) }
        guard !missing.isEmpty else { return }
        report(
            "\(listed(missing.map(\.name))) missing from \(ValueType.record(record).briefly)",
            at: expression.range
        )
    }
}

extension Expression.Entry {
    /// Whether the entry may be a record's field: its key is a text literal.
    fileprivate var isField: Bool { key.literalText != nil }
}

extension ValueType {
    /// Whether a value of this type may stand in a slot, as ``Value/converted(to:)`` converts it;
    /// what depends on the value itself is left to that.
    package func fits(_ slot: ValueType) -> Bool {
        switch (self, slot) {
        case (.any, _), (_, .any), (.unknown, _), (_, .unknown), (.parameter, _), (_, .parameter):
            true
        case (.optional(let found), .optional(let slot)): found.fits(slot)
        case (.null, .optional): true
        case (_, .optional(let slot)): fits(slot)
        case (.int, .decimal), (.uint, .decimal): true
        case (.enumeration(let found), .enumeration(let slot)): found.allSatisfy(slot.contains)
        case (.enumeration, .string), (.string, .enumeration): true
        case (.list(let found), .list(let slot)): found.fits(slot)
        case (.map(let key, let value), .map(let slotKey, let slotValue)):
            key.fits(slotKey) && value.fits(slotValue)
        case (.map(let key, let value), .record(let record)):
            key.fits(.string) && record.fields.allSatisfy { value.fits($0.type) }
        case (.record(let record), .map(.string, let value)):
            record.fields.allSatisfy { $0.type.unwrapped.fits(value) }
        case (.record(let found), .record(let slot)):
            found === slot
                || slot.fields.allSatisfy { field in
                    found.type(of: field.name)?.fits(field.type) ?? field.type.isOptional
                }
        default: self == slot
        }
    }
}

extension Diagnostic {
    /// An expression whose value is not of the type that its slot needs.
    fileprivate static func wrongSlot(
        found: ValueType,
        _ slot: ValueType,
        _ written: String,
        _ span: Span
    ) -> Diagnostic {
        Diagnostic(
            .celType,
            "expected \(slot.briefly), found \(found.briefly)",
            at: span,
            help: help(found, slot, clipped(written)).map { [$0] } ?? []
        )
    }

    private static func help(_ found: ValueType, _ slot: ValueType, _ text: String) -> String? {
        switch (found, slot.unwrapped) {
        case (.optional(let wrapped), _) where wrapped.fits(slot):
            return "it may be absent: write `\(text).orValue(\(wrapped.fallback ?? "…"))`"
        case (.record(let found), .record(let slot)): return difference(found, slot)
        case (.enumeration(let found), .enumeration(let slot)):
            let foreign = found.filter { !slot.contains($0) }.map { "'\($0)'" }
            return "\(foreign.joined(separator: ", ")) may not stand here; "
                + "`string(\(text))` leaves that to the run"
        case (.string, .timestamp), (.string, .duration), (.string, .decimal), (.double, .decimal),
            (.int, .double), (.string, .int), (.double, .int), (.int, .string), (.decimal, .string):
            return "write `\(slot.unwrapped)(\(text))`"
        case (.int, .bool), (.uint, .bool), (.double, .bool), (.decimal, .bool):
            return "compare it with something: `\(text) > …`"
        case (.string, .bool), (.enumeration, .bool):
            return "compare it with something: `\(text) == '…'`"
        case (.list, .bool), (.map, .bool): return "ask for its size: `\(text).size() > 0`"
        default: return nil
        }
    }

    /// The first field that keeps one record from standing where another is needed.
    private static func difference(_ found: RecordType, _ slot: RecordType) -> String? {
        for field in slot.fields {
            guard let type = found.type(of: field.name) else {
                if field.type.isOptional { continue }
                return "`\(field.name)` is missing"
            }
            if !type.fits(field.type) {
                return "`\(field.name)` is \(type.briefly), not \(field.type.briefly)"
            }
        }
        return nil
    }
}
