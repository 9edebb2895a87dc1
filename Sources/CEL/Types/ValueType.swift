/// The type of a CEL expression or value: CEL's own types, plus the two that make orders safe to
/// compute with, ``decimal`` and records whose fields are known.
public indirect enum ValueType: Hashable, Sendable {
    /// CEL's `dyn`: checked when evaluated. Only where the author wrote it.
    case any
    case null
    case bool
    case int
    case uint
    case double
    case decimal
    case string
    case bytes
    case timestamp
    case duration
    /// A type as a value, as `type(x)` gives it.
    case type
    /// A string that is one of these, in the order declared.
    case enumeration([String])
    case list(ValueType)
    case map(key: ValueType, value: ValueType)
    /// A value that may be absent. As the type of a record's field: the field may be missing.
    case optional(ValueType)
    case record(RecordType)
    /// A type that a host declares by using it in the signatures of its functions, such as
    /// `tuple(T, U)`. Only those functions take it, whatever value stands for it.
    case abstract(String, [ValueType])
    /// A type parameter of a function, such as `T`.
    case parameter(String)
    /// Stands where a type could not be found; it fits everywhere, so that one mistake is one
    /// finding.
    case unknown
}
