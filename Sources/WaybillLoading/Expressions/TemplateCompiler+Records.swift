import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Mappings held against records: every required field is given, and none is extra.
extension TemplateCompiler {
    func record(_ entries: [YAMLEntry], _ node: YAMLNode, of type: RecordType) -> Template {
        var fields: [Template.Field] = []
        var missing = type.fields.filter { field in
            !field.type.isOptional && !entries.contains { $0.key.string == field.name }
        }.map(\.name)
        for entry in entries {
            let name = entry.key.string
            guard let slot = type.type(of: name) else {
                let meant = closestMatch(to: name, among: type.fields.map(\.name))
                missing.removeAll { $0 == meant }
                expressions.findings.report(unknownField(entry.key, of: type))
                _ = compile(entry.value, slot: nil)
                continue
            }
            fields.append(field(entry.key, entry.value, slot: slot))
        }
        if !missing.isEmpty {
            expressions.findings.report(missingFields(missing, of: type, at: node.head))
        }
        return Template(.record(fields), type: .record(type), span: node.span)
    }

    private func unknownField(_ key: YAMLScalar, of type: RecordType) -> Diagnostic {
        let names = type.fields.map(\.name)
        let guess = Guess(key.string, among: names)
        var help = guess.help
        if help.isEmpty {
            help = [names.isEmpty ? "it has no fields" : "its fields are \(quoted(names))"]
        }
        let (code, message): (DiagnosticCode, String) =
            switch purpose {
            case .input(let name):
                (.handlerContract, "`\(name)` takes no `\(key.string)`")
            case .value(let what):
                (.undefinedName, "\(what) has no field `\(key.string)`")
            }
        return Diagnostic(
            code,
            message,
            at: key.span,
            label: "unknown field",
            help: help,
            edits: guess.edits(at: key.span)
        )
    }

    /// One finding for all fields that a mapping lacks.
    func missingFields(_ names: [String], of type: RecordType, at span: Span) -> Diagnostic {
        let types = names.compactMap { name in type.type(of: name).map { "`\(name): \($0)`" } }
        let (code, message): (DiagnosticCode, String) =
            switch purpose {
            case .input(let name):
                (.handlerContract, "`\(name)` is not given \(quoted(names))")
            case .value(let what):
                (.missingKey, "\(what) lacks \(quoted(names))")
            }
        return Diagnostic(
            code,
            message,
            at: span,
            label: "\(quoted(names)) missing",
            help: ["add \(types.joined(separator: ", "))"]
        )
    }
}

extension ValueType {
    /// Whether a field of the type may be left out.
    var isOptional: Bool {
        switch self {
        case .optional, .unknown: true
        default: false
        }
    }
}
