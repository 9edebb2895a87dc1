import CEL
import WaybillDiagnostics
import WaybillYAML

/// Reads a JSON Schema file as types. JSON is YAML, so that each part of it has its place; what the
/// types of the language cannot say is a finding there.
struct SchemaReader {
    let file: FilePath
    let findings: Findings
    private var root: YAMLNode?
    private var types: [SchemaReference: TypeExpression] = [:]
    /// Definitions that are referred to and not read yet.
    private var pending: [Located<SchemaReference>] = []
    /// The keywords that the types do not check, in the order they were read.
    private var unchecked: [YAMLScalar] = []

    init(file: FilePath, findings: Findings) {
        self.file = file
        self.findings = findings
    }

    /// The types of a document: its own, and those of the definitions that it uses.
    mutating func declaration(_ document: YAMLDocument) -> SchemaDeclaration {
        let isFaulty = document.diagnostics.contains { $0.severity == .error }
        if let root = document.root, !isFaulty {
            self.root = root
            types[SchemaReference(file: file, pointer: [])] = type(root)
            while let reference = pending.popLast() {
                guard types[reference.value] == nil else { continue }
                types[reference.value] = definition(reference)
            }
            if !unchecked.isEmpty {
                findings.report(
                    .unchecked(
                        unchecked.sorted { $0.span.range.lowerBound < $1.span.range.lowerBound }
                    )
                )
            }
        }
        return SchemaDeclaration(source: document.source, types: types)
    }

    /// The type of a schema.
    mutating func type(_ node: YAMLNode) -> TypeExpression {
        switch node.content {
        case .mapping(let entries):
            let schema = Mapping(construct: "a schema", entries: entries, span: node.span)
            return type(schema)
        case .scalar(let scalar) where scalar.resolved == .bool(true): return .imported(.any)
        case .scalar, .sequence:
            findings.report(
                .wrongShape(node, of: "a schema", expected: "an object with keywords, or `true`")
            )
            return .poisoned
        }
    }

    private mutating func type(_ schema: Mapping) -> TypeExpression {
        guard checkKeywords(schema) else { return .poisoned }
        var type =
            if let entry = schema.entry("$ref") { reference(entry) } else { plainType(schema) }
        if let node = schema["nullable"], node.isTrue { type = type.orAbsent }
        return type
    }

    /// Whether a type can be made of the keywords of a schema; those that it would not check are
    /// noted.
    private mutating func checkKeywords(_ schema: Mapping) -> Bool {
        var canBeRead = true
        for key in schema.entries.map(\.key) {
            if let remedy = SchemaKeywords.withoutCounterpart[key.string] {
                findings.report(.withoutCounterpart(key, remedy))
                canBeRead = false
            } else if SchemaKeywords.unchecked.contains(key.string) {
                unchecked.append(key)
            } else if !SchemaKeywords.all.contains(key.string) {
                let guess = Guess(key: key.string, among: SchemaKeywords.all)
                guard guess.name != nil else { continue }
                findings.report(
                    .unknownKey(key, of: "JSON Schema", known: SchemaKeywords.all, guess)
                )
            }
        }
        return canBeRead
    }

    mutating func note(unchecked key: YAMLScalar) { unchecked.append(key) }

    // MARK: References

    private mutating func reference(_ entry: YAMLEntry) -> TypeExpression {
        guard case .scalar(let scalar) = entry.value.content else {
            findings.report(.wrongShape(entry.value, of: "`$ref`", expected: "a text"))
            return .poisoned
        }
        let parts = scalar.string.split(separator: "/", omittingEmptySubsequences: false)
        let pointer = parts.dropFirst().map { part in
            String(part).replacing("~1", with: "/").replacing("~0", with: "~")
        }
        let isDefinition = pointer.count == 2 && ["$defs", "definitions"].contains(pointer[0])
        guard parts.first == "#", pointer.isEmpty || isDefinition else {
            findings.report(.foreignReference(scalar))
            return .poisoned
        }
        let found = Located(SchemaReference(file: file, pointer: pointer), at: scalar.span)
        pending.append(found)
        return .schema(found)
    }

    private mutating func definition(_ reference: Located<SchemaReference>) -> TypeExpression {
        guard case .mapping(let top)? = root?.content, let group = reference.value.pointer.first,
            let name = reference.value.pointer.last
        else { return .poisoned }
        let entries = top.first { $0.key.string == group }?.value.entries ?? []
        if let entry = entries.first(where: { $0.key.string == name }) { return type(entry.value) }
        findings.report(.unknownDefinition(name, reference, known: entries.map(\.key.string)))
        return .poisoned
    }
}

extension TypeExpression {
    /// The same, where it may be missing.
    var orAbsent: TypeExpression { if case .optional = self { self } else { .optional(self) } }
}

extension YAMLNode {
    var entries: [YAMLEntry] { if case .mapping(let entries) = content { entries } else { [] } }

    fileprivate var isTrue: Bool {
        if case .scalar(let scalar) = content { scalar.resolved == .bool(true) } else { false }
    }
}
