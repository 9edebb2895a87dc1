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
        .unquotedExpression,
    ]

    /// One well-formed YAML stream.
    public static let yamlSyntax = DiagnosticCode(
        "WB0001",
        "yaml-syntax",
        .error,
        proves: "one well-formed YAML stream"
    )
    /// No tab indents.
    public static let tabIndent = DiagnosticCode(
        "WB0002",
        "tab-indent",
        .error,
        proves: "no tab indents"
    )
    /// Each mapping key once.
    public static let duplicateKey = DiagnosticCode(
        "WB0003",
        "duplicate-key",
        .error,
        proves: "each mapping key once"
    )
    /// Every `*x` has an earlier `&x`.
    public static let undefinedAlias = DiagnosticCode(
        "WB0004",
        "undefined-alias",
        .error,
        proves: "every `*x` has an earlier `&x`"
    )
    /// No recursive alias, expansion at most 100 × the events.
    public static let aliasExpansion = DiagnosticCode(
        "WB0005",
        "alias-expansion",
        .error,
        proves: "no recursive alias, expansion at most 100 × the events"
    )
    /// File ≤ 4 MiB, scalar ≤ 1 MiB, depth ≤ 100.
    public static let resourceLimit = DiagnosticCode(
        "WB0006",
        "resource-limit",
        .error,
        proves: "file ≤ 4 MiB, scalar ≤ 1 MiB, depth ≤ 100"
    )
    /// Exactly one, not empty.
    public static let oneDocument = DiagnosticCode(
        "WB0007",
        "one-document",
        .error,
        proves: "exactly one, not empty"
    )
    /// Only core tags.
    public static let unknownTag = DiagnosticCode(
        "WB0008",
        "unknown-tag",
        .error,
        proves: "only core tags"
    )
    /// No expression is cut or bent by YAML, syntax error or not: each form in LANGUAGE.md has its fixture.
    public static let unquotedExpression = DiagnosticCode(
        "WB0012",
        "unquoted-expression",
        .error,
        proves:
            "no expression is cut or bent by YAML, syntax error or not: each form in LANGUAGE.md has its fixture"
    )
}
