import CEL
import WaybillDiagnostics
import WaybillYAML

/// Which type a schema is of.
extension SchemaReader {
    /// The type of a schema that is no reference.
    mutating func plainType(_ schema: Mapping) -> TypeExpression {
        for keyword in ["anyOf", "oneOf"] {
            if let entry = schema.entry(keyword) { return alternative(entry) }
        }
        guard let names = typeNames(schema) else { return .poisoned }
        let plain = names.filter { $0.value != "null" }
        guard let type = type(plain, schema) else { return .poisoned }
        return names.count > plain.count ? type.orAbsent : type
    }

    /// `anyOf: [X, { "type": "null" }]` is a value that may be missing; nothing else is.
    private mutating func alternative(_ entry: YAMLEntry) -> TypeExpression {
        guard case .sequence(let schemas) = entry.value.content,
            let first = schemas.first(where: { !$0.isNullSchema }), schemas.count == 2,
            schemas.contains(where: \.isNullSchema)
        else {
            findings.report(
                .withoutCounterpart(
                    entry.key,
                    "choose one of them, or take anything: the empty schema, `{}`"
                )
            )
            return .poisoned
        }
        return type(first).orAbsent
    }

    /// What is under `type`, or what else the schema must be of; `nil`, with a finding, when that
    /// cannot be read.
    private func typeNames(_ schema: Mapping) -> [Located<String>]? {
        guard let node = schema["type"] else { return impliedType(schema).map { [$0] } ?? [] }
        let nodes = if case .sequence(let items) = node.content { items } else { [node] }
        var names: [Located<String>] = []
        for node in nodes {
            guard case .scalar(let scalar) = node.content, Self.typeNames.contains(scalar.string)
            else {
                findings.report(.unknownSchemaType(node, known: Self.typeNames))
                return nil
            }
            names.append(Located(scalar.string, at: node.span))
        }
        return names
    }

    private func impliedType(_ schema: Mapping) -> Located<String>? {
        let signs = [
            ("properties", "object"), ("additionalProperties", "object"), ("items", "array"),
        ]
        return signs.first { schema[$0.0] != nil }.map { Located($0.1, at: schema.head) }
    }

    private static let typeNames = [
        "string", "integer", "number", "boolean", "object", "array", "null",
    ]

    private mutating func type(_ names: [Located<String>], _ schema: Mapping) -> TypeExpression? {
        let texts = Set(names.map(\.value))
        if let values = schema.entry("enum"), texts.isSubset(of: ["string"]) {
            return enumeration(values)
        }
        if let value = schema.entry("const"), texts.isSubset(of: ["string"]) {
            return enumeration(of: [value.value], value.key)
        }
        // Of numbers and booleans any value is taken.
        for entry in schema.entries where ["enum", "const"].contains(entry.key.string) {
            note(unchecked: entry.key)
        }
        let format = schema["format"]?.text ?? ""
        switch texts {
        case []:
            if let null = schema["type"] {
                findings.report(.onlyNull(null))
                return nil
            }
            return .imported(.any)
        case ["string"]: return .imported(text(format, schema))
        case ["integer"]: return .imported(format.hasPrefix("uint") ? .uint : .int)
        case ["number"], ["integer", "number"]:
            return .imported(format == "decimal" ? .decimal : .double)
        case ["string", "number"] where format == "decimal": return .imported(.decimal)
        case ["boolean"]: return .imported(.bool)
        case ["array"]: return list(schema)
        case ["object"]: return object(schema)
        default:
            findings.report(.severalTypes(names))
            return nil
        }
    }

    private func text(_ format: String, _ schema: Mapping) -> ValueType {
        if schema["contentEncoding"]?.text == "base64" { return .bytes }
        return switch format {
        case "date-time": .timestamp
        case "duration": .duration
        case "decimal": .decimal
        case "byte": .bytes
        default: .string
        }
    }

    private func enumeration(_ entry: YAMLEntry) -> TypeExpression? {
        guard case .sequence(let items) = entry.value.content else {
            findings.report(.wrongShape(entry.value, of: "`enum`", expected: "a list"))
            return nil
        }
        return enumeration(of: items, entry.key)
    }

    /// The texts that a value must be one of; `null` among them makes it optional.
    private func enumeration(of items: [YAMLNode], _ key: YAMLScalar) -> TypeExpression? {
        var words: [String] = []
        var isOptional = false
        for item in items {
            guard case .scalar(let scalar) = item.content else { return notTexts(item) }
            switch scalar.resolved {
            case .string where words.contains(scalar.string): continue
            case .string: words.append(scalar.string)
            case .null: isOptional = true
            case .bool, .integer, .float: return notTexts(item)
            }
        }
        guard !words.isEmpty else {
            findings.report(.noTexts(key))
            return nil
        }
        return isOptional ? .optional(.enumeration(words)) : .enumeration(words)
    }

    private func notTexts(_ item: YAMLNode) -> TypeExpression? {
        findings.report(.notTexts(item))
        return nil
    }

    private mutating func list(_ schema: Mapping) -> TypeExpression? {
        guard let entry = schema.entry("items") else { return .list(.imported(.any)) }
        if entry.value.isSequence {
            findings.report(
                .withoutCounterpart(
                    entry.key,
                    "make an object of it, with a property for each position"
                )
            )
            return nil
        }
        return .list(type(entry.value))
    }
}

extension YAMLNode {
    var text: String? { if case .scalar(let scalar) = content { scalar.string } else { nil } }

    /// Whether it is `{ "type": "null" }`.
    fileprivate var isNullSchema: Bool {
        entries.count == 1 && entries[0].key.string == "type" && entries[0].value.text == "null"
    }
}
