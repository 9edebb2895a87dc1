// The codes about which keys and values stand where.
extension DiagnosticCode {
    static let shape: [DiagnosticCode] = [
        .wrongShape,
        .unknownKey,
        .missingKey,
        .exclusiveKeys,
        .badLiteral,
        .unsupportedVersion,
        .badId,
        .useNotFound,
        .schemaWithoutType,
        .schemaUnchecked,
    ]

    /// Each node has the shape its key asks.
    public static let wrongShape = DiagnosticCode(
        "WB0101",
        "wrong-shape",
        .error,
        isRequired: true,
        proves: "each node has the shape its key asks",
        explanation: .wrongShape
    )
    /// Every key is known here.
    public static let unknownKey = DiagnosticCode(
        "WB0102",
        "unknown-key",
        .error,
        isRequired: true,
        proves: "every key is known here",
        explanation: .unknownKey
    )
    /// Required keys are there.
    public static let missingKey = DiagnosticCode(
        "WB0103",
        "missing-key",
        .error,
        isRequired: true,
        proves: "required keys are there",
        explanation: .missingKey
    )
    /// One action per step; one-of groups hold.
    public static let exclusiveKeys = DiagnosticCode(
        "WB0104",
        "exclusive-keys",
        .error,
        isRequired: true,
        proves: "one action per step; one-of groups hold",
        explanation: .exclusiveKeys
    )
    /// Durations, decimals, enums parse and are in range.
    public static let badLiteral = DiagnosticCode(
        "WB0105",
        "bad-literal",
        .error,
        isRequired: true,
        proves: "durations, decimals, enums parse and are in range",
        explanation: .badLiteral
    )
    /// This tool knows the version.
    public static let unsupportedVersion = DiagnosticCode(
        "WB0106",
        "unsupported-version",
        .error,
        isRequired: true,
        proves: "this tool knows the version",
        explanation: .unsupportedVersion
    )
    /// Ids are unique and are identifiers.
    public static let badId = DiagnosticCode(
        "WB0107",
        "bad-id",
        .error,
        isRequired: true,
        proves: "ids are unique and are identifiers",
        explanation: .badId
    )
    /// Every `use` is readable, and no `use` is circular.
    public static let useNotFound = DiagnosticCode(
        "WB0108",
        "use-not-found",
        .error,
        isRequired: true,
        proves: "every `use` is readable, and no `use` is circular",
        explanation: .useNotFound
    )
    /// Each part of an imported JSON Schema has a type.
    public static let schemaWithoutType = DiagnosticCode(
        "WB0110",
        "schema-without-type",
        .error,
        isRequired: true,
        proves: "each part of an imported JSON Schema has a type",
        explanation: .schemaWithoutType
    )
    /// What an imported JSON Schema demands the types check.
    public static let schemaUnchecked = DiagnosticCode(
        "WB0111",
        "schema-unchecked",
        .info,
        proves: "the types check all that an imported JSON Schema demands",
        explanation: .schemaUnchecked
    )
}
