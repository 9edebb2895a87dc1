import CEL
import WaybillDiagnostics

/// A type as an author wrote it.
indirect enum TypeExpression: Sendable {
    case named(Located<String>)
    case list(TypeExpression)
    /// Its keys are strings.
    case map(TypeExpression)
    case optional(TypeExpression)
    case enumeration([String])
    case record([Field])
    /// A type that JSON Schema has under another name.
    case imported(ValueType)
    /// What a JSON Schema, elsewhere, stands for.
    case schema(Located<SchemaReference>)
    /// Stands for what could not be read; it fits everywhere.
    case poisoned

    struct Field: Sendable {
        let name: Located<String>
        let type: TypeExpression
    }
}
