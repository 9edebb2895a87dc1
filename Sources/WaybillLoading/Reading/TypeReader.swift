import WaybillDiagnostics
import WaybillYAML

/// Types, named types and event types (LANGUAGE.md, "Types").
extension DeclarationReader {
    /// Reads `types:`.
    func types(_ node: YAMLNode) -> [TypeDeclaration] {
        guard let mapping = anyMapping(node, "`types`") else { return [] }
        return mapping.entries.map { entry in
            let name = entry.key.string
            if TypeExpression.builtIn.contains(name) {
                findings.report(.builtInType(name, at: entry.key.span))
            } else if !Identifier.isCEL(name) {
                findings.report(
                    .badID(name, "the name of a type", form: Identifier.celForm, at: entry.key.span)
                )
            }
            return TypeDeclaration(
                name: Located(name, at: entry.key.span),
                type: typeExpression(entry.value)
            )
        }
    }

    /// Reads `events:`.
    func events(_ node: YAMLNode) -> [EventTypeDeclaration] {
        guard let mapping = anyMapping(node, "`events`") else { return [] }
        return mapping.entries.map { entry in
            let name = entry.key.string
            if name.isEmpty || name.contains(where: \.isWhitespace) {
                findings.report(
                    .badID(
                        name,
                        "an event type",
                        form: "no space, such as `order.paid`",
                        at: entry.key.span
                    )
                )
            }
            return event(Located(name, at: entry.key.span), entry.value)
        }
    }

    /// Reads what an event type is declared as: the type of its data, or in full with the keys
    /// `external` and `data`.
    private func event(_ name: Located<String>, _ node: YAMLNode) -> EventTypeDeclaration {
        guard node.declaresEventInFull, let mapping = mapping(node, .event) else {
            let type = Located(typeExpression(node), at: node.span)
            return EventTypeDeclaration(name: name, data: type, isExternal: false)
        }
        let data = required("data", in: mapping)
        return EventTypeDeclaration(
            name: name,
            data: Located(
                data.map { typeExpression($0) } ?? .poisoned,
                at: data?.span ?? mapping.head
            ),
            isExternal: mapping["external"].flatMap { bool($0, "`external`") } ?? false
        )
    }

    /// Reads a type: a text of the type language, an inline record, or YAML's `[T]`.
    func typeExpression(_ node: YAMLNode) -> TypeExpression {
        // What fields it has is not known, so that it fits everywhere.
        if node.isCut { return .poisoned }
        switch node.content {
        case .scalar(let scalar):
            if scalar.resolved == .null { break }
            return typeExpression(scalar.text)
        case .sequence(let items):
            if items.count == 1 { return .list(typeExpression(items[0])) }
        case .mapping(let entries):
            if let imported = entries.first(where: { $0.key.string == "json_schema" }) {
                return importedType(imported, among: entries)
            }
            return .record(entries.map(field))
        }
        findings.report(.wrongShape(node, of: "a type", expected: "a type such as `string`"))
        return .poisoned
    }

    /// Reads `json_schema: order.schema.json`.
    private func importedType(_ entry: YAMLEntry, among entries: [YAMLEntry]) -> TypeExpression {
        if let other = entries.first(where: { $0.key.string != entry.key.string }) {
            findings.report(
                .exclusiveKeys(
                    other.key,
                    beside: [entry.key],
                    "an imported type is all that the JSON Schema says",
                    help: "add the field to the JSON Schema, or write the record out here"
                )
            )
            return .poisoned
        }
        guard let path = string(entry.value, "`json_schema`") else { return .poisoned }
        guard !path.hasPrefix("/") else {
            findings.report(.absolutePath(Located(path, at: entry.value.span), of: "`json_schema`"))
            return .poisoned
        }
        let file = Located(folder.appending(path), at: entry.value.span)
        imports.append(file)
        return .schema(Located(SchemaReference(file: file.value, pointer: []), at: file.span))
    }

    /// Reads a text of the type language.
    func typeExpression(_ text: EmbeddedText) -> TypeExpression {
        var parser = TypeParser(text)
        switch parser.parse() {
        case .success(let type): return type
        case .failure(let failure):
            findings.report(.badType(failure))
            return .poisoned
        }
    }

    private func field(_ entry: YAMLEntry) -> TypeExpression.Field {
        let name = entry.key.string
        if !Identifier.isCEL(name) {
            findings.report(
                .badID(name, "the name of a field", form: Identifier.celForm, at: entry.key.span)
            )
        }
        return TypeExpression.Field(
            name: Located(name, at: entry.key.span),
            type: typeExpression(entry.value)
        )
    }
}

extension YAMLNode {
    /// Whether a declaration under `events` is the long form. No type is a boolean, so that
    /// `external: true` cannot be a field of a record, as `external: bool` is.
    fileprivate var declaresEventInFull: Bool {
        guard case .mapping(let entries) = content else { return false }
        return entries.contains { entry in
            guard entry.key.string == "external", case .scalar(let scalar) = entry.value.content,
                case .bool = scalar.resolved
            else { return false }
            return true
        }
    }
}

extension TypeExpression {
    /// The types that need no declaration.
    static let builtIn = [
        "bool", "int", "uint", "double", "decimal", "string", "bytes", "timestamp", "duration",
        "any",
    ]
}

extension Diagnostic {
    fileprivate static func builtInType(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .badId,
            "`\(name)` is the name of a type already",
            at: span,
            label: "taken by the language",
            help: ["choose another name"]
        )
    }

    fileprivate static func badType(_ failure: TypeParser.Failure) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            failure.message,
            at: failure.span,
            label: failure.label,
            help: [
                "types are written `string`, `[Line]`, `map<int>`, `timestamp?`, `standard | gold`"
            ]
        )
    }
}
