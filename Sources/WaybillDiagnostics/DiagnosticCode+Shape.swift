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
        .notSupportedYet,
    ]

    /// Each node has the shape its key asks.
    public static let wrongShape = DiagnosticCode(
        "WB0101",
        "wrong-shape",
        .error,
        proves: "each node has the shape its key asks"
    )
    /// Every key is known here.
    public static let unknownKey = DiagnosticCode(
        "WB0102",
        "unknown-key",
        .error,
        proves: "every key is known here"
    )
    /// Required keys are there.
    public static let missingKey = DiagnosticCode(
        "WB0103",
        "missing-key",
        .error,
        proves: "required keys are there"
    )
    /// One action per step; one-of groups hold.
    public static let exclusiveKeys = DiagnosticCode(
        "WB0104",
        "exclusive-keys",
        .error,
        proves: "one action per step; one-of groups hold"
    )
    /// Durations, decimals, enums parse and are in range.
    public static let badLiteral = DiagnosticCode(
        "WB0105",
        "bad-literal",
        .error,
        proves: "durations, decimals, enums parse and are in range"
    )
    /// This tool knows the version.
    public static let unsupportedVersion = DiagnosticCode(
        "WB0106",
        "unsupported-version",
        .error,
        proves: "this tool knows the version"
    )
    /// Ids are unique and are identifiers.
    public static let badId = DiagnosticCode(
        "WB0107",
        "bad-id",
        .error,
        proves: "ids are unique and are identifiers"
    )
    /// Every `use` is readable, and no `use` is circular.
    public static let useNotFound = DiagnosticCode(
        "WB0108",
        "use-not-found",
        .error,
        proves: "every `use` is readable, and no `use` is circular"
    )
    /// Every key is one that this version carries out.
    public static let notSupportedYet = DiagnosticCode(
        "WB0109",
        "not-supported-yet",
        .error,
        proves: "every key is one that this version carries out"
    )
}
