import CEL
import WaybillDiagnostics

/// Turns types as written into types, looking up the names in them. A type that cannot be found
/// is a finding once, and fits everywhere after that.
final class TypeResolver {
    private let findings: Findings
    private let uses: NameUses
    private let visible: Namespace
    private let declared: [String: TypeDeclaration]
    private let schemas: [FilePath: SchemaDeclaration]
    private var resolved: [Reference: SizedType] = [:]
    /// The types being resolved, outermost first.
    private var path: [Reference] = []
    /// How large the type being resolved is so far, written out.
    private var size = 0

    /// What a type can be found under.
    private enum Reference: Hashable {
        case declared(String)
        case schema(SchemaReference)

        var text: String {
            switch self {
            case .declared(let name): name
            case .schema(let reference): reference.text
            }
        }
    }

    private struct SizedType {
        let type: ValueType
        let size: Int
    }

    /// Types nested deeper, each by the name of the next, are refused.
    private static let deepest = 100
    /// Types with more parts, each counted wherever it stands, are refused: what is done with a type
    /// takes as long as it is large.
    private static let largest = 10_000

    init(
        _ declarations: [TypeDeclaration],
        visible: Namespace,
        uses: NameUses = NameUses(),
        schemas: [FilePath: SchemaDeclaration] = [:],
        findings: Findings
    ) {
        self.findings = findings
        self.uses = uses
        self.visible = visible
        self.schemas = schemas
        declared = Dictionary(
            declarations.map { ($0.name.value, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The type that an expression stands for. A record gets the name it is declared under.
    func resolve(_ expression: TypeExpression, name: String? = nil) -> ValueType {
        size = min(size + 1, Self.largest + 1)
        return switch expression {
        case .named(let name): lookUp(name)
        case .list(let element): .list(resolve(element))
        case .map(let value): .map(key: .string, value: resolve(value))
        case .optional(let inner): .optional(resolve(inner))
        case .enumeration(let words): .enumeration(words)
        case .record(let fields): .record(RecordType(name: name, fields: fields.map(resolve)))
        case .imported(let type): type
        case .schema(let reference): lookUp(reference, name: name)
        case .poisoned: .unknown
        }
    }

    /// The type that is declared under a name.
    func declared(_ name: Located<String>) -> Namespace.NamedType {
        let type = resolve(.named(name))
        return Namespace.NamedType(
            name: name.value,
            type: type,
            size: resolved[.declared(name.value)]?.size ?? 1,
            span: name.span
        )
    }

    private func resolve(_ field: TypeExpression.Field) -> RecordType.Field {
        let type = resolve(field.type)
        if let finding = Diagnostic.doubleForMoney(field, type) { findings.report(finding) }
        return RecordType.Field(field.name.value, type)
    }

    private func lookUp(_ name: Located<String>) -> ValueType {
        if let type = Self.builtIn[name.value] { return type }
        if let span = declared[name.value]?.name.span ?? visible.types[name.value]?.span {
            uses.note(name.span, of: span)
        }
        if let declaration = declared[name.value] {
            return resolve(
                declaration.type,
                as: .declared(name.value),
                name: name.value,
                at: name.span,
                declared: declaration.name.span
            )
        }
        if let type = visible.types[name.value] {
            size = min(size + type.size, Self.largest + 1)
            return type.type
        }
        if !visible.isIncomplete {
            let known =
                TypeExpression.builtIn + (declared.keys.sorted() + visible.types.keys.sorted())
            findings.reportMissing(.unknownType(name, known: known))
        }
        return .unknown
    }

    private func lookUp(_ reference: Located<SchemaReference>, name: String?) -> ValueType {
        guard let schema = schemas[reference.value.file],
            let type = schema.types[reference.value]
        else { return .unknown }
        return resolve(
            type,
            as: .schema(reference.value),
            name: name ?? reference.value.pointer.last,
            at: reference.span,
            declared: nil
        )
    }

    /// The type of a reference, resolved once.
    private func resolve(
        _ expression: TypeExpression,
        as reference: Reference,
        name: String?,
        at use: Span,
        declared: Span?
    ) -> ValueType {
        if let known = resolved[reference] {
            size = min(size + known.size, Self.largest + 1)
            return known.type
        }
        if let start = path.firstIndex(of: reference) {
            let cycle = path[start...].map(\.text) + [reference.text]
            findings.report(.recursiveType(cycle, at: use, declared: declared))
            return .unknown
        }
        guard path.count < Self.deepest else {
            findings.report(.typeTooLarge("nested more than \(Self.deepest) deep", at: use))
            return .unknown
        }
        let outer = size
        size = 0
        path.append(reference)
        var type = resolve(expression, name: name)
        path.removeLast()
        if size > Self.largest {
            findings.report(.typeTooLarge("of more than \(Self.largest) parts", at: use))
            (type, size) = (.unknown, 1)
        }
        resolved[reference] = SizedType(type: type, size: size)
        size = min(outer + size, Self.largest + 1)
        return type
    }

    private static let builtIn: [String: ValueType] = [
        "bool": .bool, "int": .int, "uint": .uint, "double": .double, "decimal": .decimal,
        "string": .string, "bytes": .bytes, "timestamp": .timestamp, "duration": .duration,
        "any": .any,
    ]
}

extension Diagnostic {
    /// Names that other languages give to types of this one.
    private static let foreignNames: [String: String] = [
        "integer": "int", "long": "int", "number": "decimal` or `double", "float": "double",
        "boolean": "bool", "str": "string", "text": "string", "date": "timestamp",
        "datetime": "timestamp", "time": "timestamp", "money": "decimal", "object": "any",
        "dyn": "any",
    ]

    fileprivate static func unknownType(_ name: Located<String>, known: [String]) -> Diagnostic {
        let foreign = foreignNames[name.value.lowercased()]
        let guess = Guess(name.value, among: known)
        let help =
            foreign.map { ["the type is called `\($0)` here"] }
            ?? (guess.name == nil
                ? ["declare it under `types`, or `use` a file that does"] : guess.help)
        return Diagnostic(
            .unknownHandler,
            "there is no type `\(name.value)`",
            at: name.span,
            label: "unknown type",
            help: help,
            edits: foreign == nil ? guess.edits(at: name.span) : []
        )
    }

    /// `declared` is `nil` for a type of a JSON Schema.
    fileprivate static func recursiveType(
        _ cycle: [String],
        at span: Span,
        declared: Span?
    ) -> Diagnostic {
        let unbounded = declared == nil ? "is the empty schema, `{}`" : "is written `any`"
        return Diagnostic(
            .wrongShape,
            "the type `\(cycle[0])` contains itself",
            at: span,
            label: "here it comes back to itself",
            labels: declared.map { [Label($0, "declared here")] } ?? [],
            notes: ["the way is \(cycle.map { "`\($0)`" }.joined(separator: " → "))"],
            help: ["a type that may nest without end \(unbounded)"]
        )
    }

    fileprivate static func typeTooLarge(_ size: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .resourceLimit,
            "a type \(size), written out, is not read",
            at: span,
            label: "too large",
            help: ["write `any` for the parts whose fields no step reads"]
        )
    }
}
