import WaybillDiagnostics

/// A JSON Schema file as types.
struct SchemaDeclaration: Sendable {
    let source: SourceText
    /// By what refers to them: the file's own schema, and those of its definitions that are used.
    let types: [SchemaReference: TypeExpression]
}

/// A JSON Schema file, or a definition in it.
struct SchemaReference: Hashable, Sendable {
    let file: FilePath
    /// Where in the file it stands, such as `$defs` and `Address`; empty for the whole.
    let pointer: [String]

    /// As JSON Schema writes it in the file itself: `#/$defs/Address`.
    var text: String { (["#"] + pointer).joined(separator: "/") }
}
