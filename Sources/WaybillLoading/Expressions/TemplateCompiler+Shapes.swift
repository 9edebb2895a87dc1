import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Values of which only a part is read, and whose type is their own.
extension TemplateCompiler {
    /// The template of a value that is read as a shape: records may have more fields than it names. A
    /// finding, of WB0904, where something cannot be read so.
    func compile(_ node: YAMLNode, readAs shape: ValueType) -> Template {
        switch (node.content, shape) {
        case (_, .optional(let wrapped)) where !node.isScalar: return compile(node, readAs: wrapped)
        case (.mapping(let entries), .record(let record)):
            return compile(entries, node, readAs: record)
        case (.sequence(let items), .list(let element)):
            let templates = items.indices.map {
                compiler(ofElement: $0).compile(items[$0], readAs: element)
            }
            let types = Set(templates.map(\.type))
            let type = types.count == 1 ? templates[0].type : .any
            return Template(.list(templates), type: .list(type), span: node.span)
        case (.scalar(let scalar), _) where TemplateText(scalar.text).single != nil:
            let template = compile(node, slot: nil)
            if let gap = template.type.gap(readAs: shape, at: path) {
                expressions.findings.report(.unreadable(self, gap, at: node.span))
            }
            return template
        default: return compile(node, slot: shape)
        }
    }

    private func compile(_ entries: [YAMLEntry], _ node: YAMLNode, readAs record: RecordType)
        -> Template
    {
        let fields = entries.map { entry in
            guard let type = record.type(of: entry.key.string) else {
                return field(entry.key, entry.value, slot: nil)
            }
            return Template.Field(
                name: entry.key.string,
                value: compiler(ofField: entry.key).compile(entry.value, readAs: type)
            )
        }
        let missing = record.fields.filter { field in
            !field.type.isOptional && !entries.contains { $0.key.string == field.name }
        }
        if !missing.isEmpty {
            let part = TemplateCompiler(
                expressions: expressions,
                place: place,
                purpose: .value(subject)
            )
            let names = missing.map(\.name)
            expressions.findings.report(part.missingFields(names, of: record, at: node.head))
        }
        let type = RecordType(fields: fields.map { .init($0.name, $0.value.type) })
        return Template(.record(fields), type: .record(type), span: node.span)
    }
}

/// Why a value of some type cannot be read as a shape.
struct ShapeGap {
    /// Where in the value: `sites[].stock`; empty for the whole.
    let path: String
    /// In a sentence after the place.
    let problem: String
}

extension ValueType {
    /// The first place at which values of the type cannot be read as a shape; `nil` when all can.
    func gap(readAs shape: ValueType, at path: String) -> ShapeGap? {
        switch (self, shape) {
        case (.any, _), (.unknown, _): return nil
        case (.optional(let found), .optional(let shape)): return found.gap(readAs: shape, at: path)
        case (_, .optional(let shape)): return gap(readAs: shape, at: path)
        case (.optional, _): return ShapeGap(path: path, problem: "may be absent")
        case (.record(let found), .record(let shape)): return found.gap(readAs: shape, at: path)
        case (.list(let found), .list(let shape)): return found.gap(readAs: shape, at: "\(path)[]")
        case (.map(.string, let found), .map(.string, let shape)):
            return found.gap(readAs: shape, at: "\(path)[]")
        case (.map(.string, let value), .record(let shape)):
            return shape.fields.lazy.compactMap { field in
                value.gap(readAs: field.type, at: Self.place(of: field.name, in: path))
            }.first
        case (.int, .decimal), (.int, .double), (.decimal, .double), (.enumeration, .string):
            return nil
        default:
            if self == shape { return nil }
            return ShapeGap(path: path, problem: "must be `\(shape)`, but is `\(self)`")
        }
    }

    fileprivate static func place(of field: String, in path: String) -> String {
        path.isEmpty ? field : "\(path).\(field)"
    }
}

extension RecordType {
    fileprivate func gap(readAs shape: RecordType, at path: String) -> ShapeGap? {
        for field in shape.fields {
            let place = ValueType.place(of: field.name, in: path)
            if let type = type(of: field.name) {
                if let gap = type.gap(readAs: field.type, at: place) { return gap }
            } else if !field.type.isOptional {
                return ShapeGap(path: place, problem: "is missing: it must be `\(field.type)`")
            }
        }
        return nil
    }
}

extension YAMLNode {
    fileprivate var isScalar: Bool { if case .scalar = content { true } else { false } }
}

extension Diagnostic {
    /// WB0904
    fileprivate static func unreadable(
        _ compiler: TemplateCompiler,
        _ gap: ShapeGap,
        at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .routingPolicy,
            "\(gap.path.isEmpty ? compiler.subject : "`\(gap.path)`") \(gap.problem)",
            at: span,
            label: "cannot be routed",
            help: [
                "declare it like that where the data comes from",
                "or compute the list anew, with all that a decision is to know: `\"${ ….map(s, {'id': s.id, 'stock': s.stock, 'location': s.location}) }\"`",
            ]
        )
    }
}
