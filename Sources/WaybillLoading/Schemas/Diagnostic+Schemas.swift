import CEL
import WaybillDiagnostics
import WaybillYAML

// What can be wrong with a JSON Schema that a type is imported from.
extension Diagnostic {
    static func withoutCounterpart(_ key: YAMLScalar, _ remedy: String) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "no type can say what `\(key.string)` says",
            at: key.span,
            label: "cannot be imported",
            help: [remedy]
        )
    }

    /// What stands under `type` and names none.
    static func unknownSchemaType(_ node: YAMLNode, known: [String]) -> Diagnostic {
        guard let name = node.text else {
            return .wrongShape(node, of: "`type`", expected: "one of \(quoted(known))")
        }
        let guess = Guess(name, among: known)
        return Diagnostic(
            .wrongShape,
            "JSON Schema has no type `\(name)`",
            at: node.span,
            label: "unknown type",
            help: guess.name == nil ? ["the types are \(quoted(known))"] : guess.help,
            edits: guess.edits(at: node.span)
        )
    }

    /// What is wrong with a schema that is neither JSON nor YAML. JSON is what its author wrote.
    static func notJSON(_ document: YAMLDocument) -> Diagnostic? {
        guard document.diagnostics.contains(where: { $0.code == .yamlSyntax }) else { return nil }
        do {
            _ = try JSON(parsing: document.source)
            return nil
        } catch {
            let bytes = document.source.bytes
            let start = min(error.offset, bytes.count)
            var end = min(start + 1, bytes.count)
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            return Diagnostic(
                .yamlSyntax,
                "this is not JSON: \(error.message)",
                at: Span(in: document.source, start..<end),
                label: "noticed here",
                help: ["mend the file: a JSON Schema is a JSON document"]
            )
        }
    }

    static func emptySchema(_ span: Span) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "the file is empty",
            at: span,
            label: "no schema",
            help: ["a schema that takes anything is `{}`"]
        )
    }

    /// `names` is not empty.
    static func severalTypes(_ names: [Located<String>]) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "a value is of one type, not of \(quoted(names.map(\.value)))",
            at: names.dropFirst().reduce(names[0].span) { $0.joined(with: $1.span) },
            label: "several types",
            help: [
                "choose one, or take anything: leave `type` out",
                "numbers that are written as texts too are decimals: `\"format\": \"decimal\"`",
            ]
        )
    }

    static func onlyNull(_ node: YAMLNode) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "a value that is always `null` has no type",
            at: node.span,
            label: "nothing else may stand here",
            help: ["leave the property out, or say what it is when it is not `null`"]
        )
    }

    static func notTexts(_ item: YAMLNode) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "an enumeration is one of texts, but this is \(item.shape)",
            at: item.head,
            label: "not a text",
            help: ["say of which `type` the values are: they are then not held against the list"]
        )
    }

    static func noTexts(_ key: YAMLScalar) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "no value fits this `\(key.string)`",
            at: key.span,
            label: "names no text",
            help: ["name the texts that a value may be"]
        )
    }

    static func openRecord(_ key: YAMLScalar) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "a record has the properties that are named, and no others",
            at: key.span,
            label: "lets others in",
            help: [
                "leave it out, or say `false`; what has any number of names belongs into a property of its own"
            ]
        )
    }

    static func foreignReference(_ scalar: YAMLScalar) -> Diagnostic {
        Diagnostic(
            .schemaWithoutType,
            "`$ref` leads only to definitions of the same file",
            at: scalar.span,
            label: "leads elsewhere",
            help: ["copy it to `$defs` of this file, and write `#/$defs/` and its name"]
        )
    }

    static func unknownDefinition(
        _ name: String,
        _ reference: Located<SchemaReference>,
        known: [String]
    ) -> Diagnostic {
        let near = didYouMean(name, among: known)
        return Diagnostic(
            .unknownHandler,
            "there is no definition `\(reference.value.text)`",
            at: reference.span,
            label: "unknown definition",
            help: near.isEmpty
                ? [
                    known.isEmpty
                        ? "define it in this file, under `$defs`"
                        : "the definitions there are \(quoted(known.prefix(20)))"
                ] : near
        )
    }

    /// `keys` is not empty.
    static func unchecked(_ keys: [YAMLScalar]) -> Diagnostic {
        var names: [String] = []
        for key in keys where !names.contains(key.string) { names.append(key.string) }
        return Diagnostic(
            .schemaUnchecked,
            "the types do not check what this schema says with \(quoted(names))",
            at: keys[0].span,
            label: "any value of the type is taken",
            labels: keys.dropFirst().prefix(2).map { Label($0.span, "here too") },
            help: ["where it matters decide by a `route`, or let the handler refuse it"]
        )
    }
}
