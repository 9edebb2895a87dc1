import CEL
import WaybillDiagnostics
import WaybillYAML

/// Schemas of objects: records with the properties that are named, and maps.
extension SchemaReader {
    mutating func object(_ schema: Mapping) -> TypeExpression? {
        let properties = schema["properties"]
        if let properties, !properties.isMapping {
            findings.report(.wrongShape(properties, of: "`properties`", expected: "an object"))
            return nil
        }
        let required = requiredNames(schema)
        let fields = (properties?.entries ?? []).map { field($0, isRequired: required.has($0)) }
        // What is required and not described may be anything.
        let others = required.filter { name in !fields.contains { $0.name.value == name.value } }
            .map { TypeExpression.Field(name: $0, type: .imported(.any)) }
        let open = schema.entry("additionalProperties")
        if fields.isEmpty, others.isEmpty { return map(open) }
        if let open, !open.value.isFalse {
            findings.report(.openRecord(open.key))
            return nil
        }
        return .record(fields + others)
    }

    private mutating func map(_ open: YAMLEntry?) -> TypeExpression {
        guard let open else { return .map(.imported(.any)) }
        return open.value.isFalse ? .record([]) : .map(type(open.value))
    }

    private mutating func field(_ entry: YAMLEntry, isRequired: Bool) -> TypeExpression.Field {
        let name = entry.key.string
        if !Identifier.isCEL(name) {
            findings.report(
                .badID(name, "the name of a field", form: Identifier.celForm, at: entry.key.span)
            )
        }
        let type = type(entry.value)
        return TypeExpression.Field(
            name: Located(name, at: entry.key.span),
            type: isRequired ? type : type.orAbsent
        )
    }

    private func requiredNames(_ schema: Mapping) -> [Located<String>] {
        guard let node = schema["required"] else { return [] }
        guard case .sequence(let items) = node.content else {
            findings.report(.wrongShape(node, of: "`required`", expected: "a list"))
            return []
        }
        return items.compactMap { item in item.text.map { Located($0, at: item.span) } }
    }
}

extension [Located<String>] {
    fileprivate func has(_ entry: YAMLEntry) -> Bool {
        contains { $0.value == entry.key.string }
    }
}

extension YAMLNode {
    fileprivate var isFalse: Bool {
        if case .scalar(let scalar) = content { scalar.resolved == .bool(false) } else { false }
    }
}
