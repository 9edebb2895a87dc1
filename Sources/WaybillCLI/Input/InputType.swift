import CEL
import WaybillDiagnostics
import WaybillLoading

/// The type of an input, as options say it.
struct InputType {
    let type: ValueType
    /// Who says so, in a sentence.
    let declaration: String

    private init(_ type: ValueType, _ declaration: String) {
        self.type = type
        self.declaration = declaration
    }

    /// The type that is named; without a name that of the workflow's input, or the one type that
    /// the file declares. `nil` when neither a file nor a type is given.
    static func read(file: String?, name: String?) throws -> InputType? {
        let types = file.map { DeclaredTypes(path: $0) } ?? DeclaredTypes()
        guard types.errors.isEmpty else { throw RefusedInput(types.errors) }
        if let name {
            let type = types.type(EmbeddedText(name, name: "--input-type"))
            guard types.errors.isEmpty else { throw RefusedInput(types.errors) }
            return InputType(type, "--input-type says that it is \(type)")
        }
        guard let file else { return nil }
        if let workflow = types.workflow, let type = types.input {
            return InputType(type, "\(workflow) declares its input as \(type)")
        }
        guard types.workflow == nil, types.names.count == 1, let only = types.names.first else {
            throw CommandFailure(unclear: types, in: file)
        }
        let type = types.type(EmbeddedText(only))
        return InputType(type, "\(file) declares no other type than \(type)")
    }
}

extension CommandFailure {
    /// A file that does not say of which type an input is.
    fileprivate init(unclear types: DeclaredTypes, in file: String) {
        let names = types.names.map { "`\($0)`" }.joined(separator: ", ")
        let what =
            types.workflow.map { "\($0) in \(file) declares no input" }
            ?? (types.names.isEmpty
                ? "\(file) declares no types" : "\(file) declares several types: \(names)")
        let example = types.names.first ?? "'map<decimal>'"
        self.init(
            .invalid,
            what,
            help: "say of which type the input is: --input-type \(example)"
        )
    }
}
