/// The rule behind a finding: its code, name and level, and what its silence proves.
///
/// The tables of the groups, in files of their own, are the only lists of codes; tests demand a
/// fixture for each of their rows.
public struct DiagnosticCode: Hashable, Sendable {
    /// `WB` and four digits, never reused.
    public let code: String
    /// The rule's kebab-case name.
    public let name: String
    /// How bad a finding of it is, unless configuration says otherwise.
    public let level: Diagnostic.Severity
    /// What holds of a file when the rule says nothing.
    public let proves: String

    init(
        _ code: String,
        _ name: String,
        _ level: Diagnostic.Severity,
        proves: String
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.proves = proves
    }
}

extension DiagnosticCode {
    /// Every code, in order.
    public static let all: [DiagnosticCode] =
        text + shape + flow + types + sagas + time + data + events
}
