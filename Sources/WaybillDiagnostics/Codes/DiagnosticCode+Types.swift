// The codes about names, expressions and types.
extension DiagnosticCode {
    static let types: [DiagnosticCode] = [
        .celSyntax,
        .celType,
        .undefinedName,
        .maybeUndefined,
        .handlerContract,
        .notAllowedHere,
        .costBound,
        .doubleForMoney,
        .unknownHandler,
    ]

    /// Expressions parse.
    public static let celSyntax = DiagnosticCode(
        "WB0301",
        "cel-syntax",
        .error,
        isRequired: true,
        proves: "expressions parse",
        explanation: .celSyntax
    )
    /// Expressions type-check in their slot.
    public static let celType = DiagnosticCode(
        "WB0302",
        "cel-type",
        .error,
        isRequired: true,
        proves: "expressions type-check in their slot",
        explanation: .celType
    )
    /// Names and fields exist.
    public static let undefinedName = DiagnosticCode(
        "WB0303",
        "undefined-name",
        .error,
        isRequired: true,
        proves: "names and fields exist",
        explanation: .undefinedName
    )
    /// A step that is read has run on every path here.
    public static let maybeUndefined = DiagnosticCode(
        "WB0304",
        "maybe-undefined",
        .error,
        isRequired: true,
        proves: "a step that is read has run on every path here",
        explanation: .maybeUndefined
    )
    /// A call's inputs are all given, typed, and none is extra.
    public static let handlerContract = DiagnosticCode(
        "WB0305",
        "handler-contract",
        .error,
        isRequired: true,
        proves: "a call's inputs are all given, typed, and none is extra",
        explanation: .handlerContract
    )
    /// Names are used where they exist.
    public static let notAllowedHere = DiagnosticCode(
        "WB0306",
        "not-allowed-here",
        .error,
        isRequired: true,
        proves: "names are used where they exist",
        explanation: .notAllowedHere
    )
    /// The static cost bound is under the limit.
    public static let costBound = DiagnosticCode(
        "WB0307",
        "cel-cost",
        .warning,
        proves: "the static cost bound is under the limit",
        explanation: .costBound
    )
    /// No double called total, price, amount, cost, fee, tax.
    public static let doubleForMoney = DiagnosticCode(
        "WB0308",
        "double-for-money",
        .warning,
        proves: "no double called total, price, amount, cost, fee, tax",
        explanation: .doubleForMoney
    )
    /// Every handler, workflow, policy and type named exists.
    public static let unknownHandler = DiagnosticCode(
        "WB0309",
        "unknown-handler",
        .error,
        isRequired: true,
        proves: "every handler, workflow, policy and type named exists",
        explanation: .unknownHandler
    )
}
