import CEL
import WaybillDiagnostics

/// Turns types as written into types, looking up the names in them. A type that cannot be found
/// is a finding once, and fits everywhere after that.
final class TypeResolver {
    private let findings: Findings
    private let uses: TypeUses
    private let visible: Namespace
    private let declared: [String: TypeDeclaration]
    private var resolved: [String: ValueType] = [:]
    /// The types being resolved, outermost first.
    private var path: [TypeDeclaration] = []

    init(
        _ declarations: [TypeDeclaration],
        visible: Namespace,
        uses: TypeUses = TypeUses(),
        findings: Findings
    ) {
        self.findings = findings
        self.uses = uses
        self.visible = visible
        declared = Dictionary(
            declarations.map { ($0.name.value, $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The type that an expression stands for. A record gets the name it is declared under.
    func resolve(_ expression: TypeExpression, name: String? = nil) -> ValueType {
        switch expression {
        case .named(let name): lookUp(name)
        case .list(let element): .list(resolve(element))
        case .map(let value): .map(key: .string, value: resolve(value))
        case .optional(let inner): .optional(resolve(inner))
        case .enumeration(let words): .enumeration(words)
        case .record(let fields): .record(RecordType(name: name, fields: fields.map(resolve)))
        case .poisoned: .unknown
        }
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
        if let type = resolved[name.value] { return type }
        if let declaration = declared[name.value] { return resolve(declaration, namedAt: name) }
        if let type = visible.types[name.value] { return type.type }
        if !visible.isIncomplete {
            let known =
                TypeExpression.builtIn + (declared.keys.sorted() + visible.types.keys.sorted())
            findings.reportMissing(.unknownType(name, known: known))
        }
        return .unknown
    }

    private func resolve(
        _ declaration: TypeDeclaration,
        namedAt use: Located<String>
    ) -> ValueType {
        let name = declaration.name.value
        if let start = path.firstIndex(where: { $0.name.value == name }) {
            let cycle = path[start...].map(\.name.value) + [name]
            findings.report(.recursiveType(cycle, at: use.span, declared: declaration.name.span))
            return .unknown
        }
        path.append(declaration)
        let type = resolve(declaration.type, name: name)
        path.removeLast()
        resolved[name] = type
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

    fileprivate static func recursiveType(
        _ cycle: [String],
        at span: Span,
        declared: Span
    ) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "the type `\(cycle[0])` contains itself",
            at: span,
            label: "here it comes back to itself",
            labels: [Label(declared, "declared here")],
            notes: ["the way is \(cycle.map { "`\($0)`" }.joined(separator: " → "))"],
            help: ["a type that may nest without end is written `any`"]
        )
    }
}
