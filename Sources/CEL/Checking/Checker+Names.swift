import WaybillDiagnostics

/// Names and qualified names.
extension Checker {
    /// The type of a name: that of a macro's variable, of a variable, or of a type as a value.
    mutating func checkName(_ name: String, _ expression: Expression) -> ValueType {
        if let slot = locals.lastIndex(where: { $0.name == name }) {
            references[expression.id] = .local(slot)
            return locals[slot].type
        }
        if let type = resolveQualified(name, expression) { return type }
        let span = text.span(expression.range)
        let (help, meant) = helpForName(name)
        report(
            Diagnostic(
                .undefinedName,
                "nothing is named `\(clipped(name))` here",
                at: span,
                help: help,
                edits: meant.map { [.init(replacing: span, with: $0, confidence: .maybe)] } ?? []
            )
        )
        return .unknown
    }

    /// The type of a variable or of a type's name, looked up from the innermost namespace out.
    mutating func resolveQualified(_ name: String, _ expression: Expression) -> ValueType? {
        for candidate in environment.candidates(for: name) {
            if let index = environment.index(of: candidate) {
                references[expression.id] = .variable(index)
                return environment.variables[index].type
            }
            if let type = typeNames[candidate] {
                references[expression.id] = .type(type)
                return .type
            }
        }
        return nil
    }

    /// Whether a qualified name starts with a variable of a macro, which wins over everything.
    func startsWithLocal(_ qualifiedName: String) -> Bool {
        let first = qualifiedName.prefix { $0 != "." }
        return locals.contains { $0.name == first }
    }

    /// What to say about a name that stands for nothing, and the one that was meant.
    private func helpForName(_ name: String) -> (help: [String], meant: String?) {
        if let meant = Habits.names[name] { return (["did you mean `\(meant)`?"], meant) }
        let names = locals.map(\.name) + environment.variables.map(\.name)
        let field = environment.variables.first { variable in
            guard case .record(let record) = variable.type else { return false }
            return record.slot(of: name) != nil
        }
        let meant =
            closestMatch(to: name, among: names) ?? field.map { "\($0.name).\(name)" }
        if let meant { return (["did you mean `\(meant)`?"], meant) }
        if functions.globalNames.contains(name) {
            return (["`\(name)` is a function: call it"], nil)
        }
        // One of unknown type only stands for a name that has a finding of its own.
        let known =
            locals.map(\.name)
            + environment.variables.filter { $0.type != .unknown }.map(\.name)
        return (known.isEmpty ? [] : ["the names known here are \(listed(known))"], nil)
    }
}

/// The types that have a name to compare `type(x)` with.
private let typeNames: [String: ValueType] = [
    "bool": .bool, "int": .int, "uint": .uint, "double": .double, "string": .string,
    "bytes": .bytes, "decimal": .decimal, "type": .type, "null_type": .null, "list": .list(.any),
    "map": .map(key: .any, value: .any), "optional_type": .optional(.any),
    "google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration,
]
