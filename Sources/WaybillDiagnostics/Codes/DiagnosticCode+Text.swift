// The codes about how a file is written: is it YAML, and which YAML.
extension DiagnosticCode {
    static let text: [DiagnosticCode] = [
        .yamlSyntax,
        .tabIndent,
        .duplicateKey,
        .undefinedAlias,
        .aliasExpansion,
        .resourceLimit,
        .oneDocument,
        .unknownTag,
        .unusedAnchor,
        .unusedAllow,
        .ambiguousScalar,
        .unquotedExpression,
        .badAllow,
    ]

    /// One well-formed YAML stream.
    public static let yamlSyntax = DiagnosticCode(
        "WB0001",
        "yaml-syntax",
        .error,
        isRequired: true,
        proves: "one well-formed YAML stream",
        explanation: .yamlSyntax
    )
    /// No tab indents.
    public static let tabIndent = DiagnosticCode(
        "WB0002",
        "tab-indent",
        .error,
        isRequired: true,
        proves: "no tab indents",
        explanation: .tabIndent
    )
    /// Each mapping key once.
    public static let duplicateKey = DiagnosticCode(
        "WB0003",
        "duplicate-key",
        .error,
        isRequired: true,
        proves: "each mapping key once",
        explanation: .duplicateKey
    )
    /// Every `*x` has an earlier `&x`.
    public static let undefinedAlias = DiagnosticCode(
        "WB0004",
        "undefined-alias",
        .error,
        isRequired: true,
        proves: "every `*x` has an earlier `&x`",
        explanation: .undefinedAlias
    )
    /// No recursive alias, expansion at most 100 × the events.
    public static let aliasExpansion = DiagnosticCode(
        "WB0005",
        "alias-expansion",
        .error,
        isRequired: true,
        proves: "no recursive alias, expansion at most 100 × the events",
        explanation: .aliasExpansion
    )
    /// File ≤ 4 MiB, scalar ≤ 1 MiB, depth ≤ 100.
    public static let resourceLimit = DiagnosticCode(
        "WB0006",
        "resource-limit",
        .error,
        isRequired: true,
        proves: "file ≤ 4 MiB, scalar ≤ 1 MiB, depth ≤ 100",
        explanation: .resourceLimit
    )
    /// Exactly one, not empty.
    public static let oneDocument = DiagnosticCode(
        "WB0007",
        "one-document",
        .error,
        isRequired: true,
        proves: "exactly one, not empty",
        explanation: .oneDocument
    )
    /// Only core tags.
    public static let unknownTag = DiagnosticCode(
        "WB0008",
        "unknown-tag",
        .error,
        isRequired: true,
        proves: "only core tags",
        explanation: .unknownTag
    )
    /// Each anchor is used.
    public static let unusedAnchor = DiagnosticCode(
        "WB0009",
        "unused-anchor",
        .warning,
        proves: "each anchor is used",
        explanation: .unusedAnchor
    )
    /// Each suppression suppresses.
    public static let unusedAllow = DiagnosticCode(
        "WB0010",
        "unused-allow",
        .warning,
        isRequired: true,
        proves: "each suppression suppresses",
        explanation: .unusedAllow
    )
    /// No plain scalar value that YAML 1.1 and 1.2 read apart.
    public static let ambiguousScalar = DiagnosticCode(
        "WB0011",
        "ambiguous-scalar",
        .warning,
        proves: "no plain scalar value that YAML 1.1 and 1.2 read apart",
        explanation: .ambiguousScalar
    )
    /// No expression is cut or bent by YAML, syntax error or not: each form in LANGUAGE.md has its fixture.
    public static let unquotedExpression = DiagnosticCode(
        "WB0012",
        "unquoted-expression",
        .error,
        isRequired: true,
        proves:
            "no expression is cut or bent by YAML, syntax error or not: each form in LANGUAGE.md has its fixture",
        explanation: .unquotedExpression
    )
    /// Each suppression names rules that can be suppressed, and says why.
    public static let badAllow = DiagnosticCode(
        "WB0013",
        "bad-allow",
        .error,
        isRequired: true,
        proves: "each suppression names rules that can be suppressed, and says why",
        explanation: .badAllow
    )
}
