/// The rule behind a finding: its code, name and level, and what its silence proves.
///
/// The tables of the groups, in files of their own, are the only lists of codes; tests demand a
/// fixture for each of their rows.
public struct DiagnosticCode: Sendable {
    /// `WB` and four digits, never reused.
    public let code: String
    /// The rule's kebab-case name.
    public let name: String
    /// How bad a finding of it is, unless configuration says otherwise.
    public let level: Diagnostic.Severity
    /// Whether a file that breaks the rule means nothing, or nothing certain: then no comment
    /// allows that, and no configuration lowers the rule's level.
    public let isRequired: Bool
    /// What holds of a file when the rule says nothing.
    public let proves: String
    /// Why there is the rule, with examples.
    public let explanation: Explanation

    init(
        _ code: String,
        _ name: String,
        _ level: Diagnostic.Severity,
        isRequired: Bool = false,
        proves: String,
        explanation: Explanation
    ) {
        self.code = code
        self.name = name
        self.level = level
        self.isRequired = isRequired
        self.proves = proves
        self.explanation = explanation
    }
}

extension DiagnosticCode: Hashable {
    /// Rules are told apart by their codes.
    public static func == (left: DiagnosticCode, right: DiagnosticCode) -> Bool {
        left.code == right.code
    }

    /// Hashes the code alone.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension DiagnosticCode: CustomStringConvertible {
    /// `WB0504 no-timeout`
    public var description: String { "\(code) \(name)" }
}

extension DiagnosticCode {
    /// Every code, in order.
    public static let all: [DiagnosticCode] =
        text + shape + flow + types + sagas + time + data + security + events

    /// The rule of a code, `WB0504`, or of a name, `no-timeout`.
    package static func named(_ text: String) -> DiagnosticCode? { byText[text] }

    /// Codes and names, for did-you-mean.
    package static let allTexts: [String] = all.map(\.code) + all.map(\.name)

    private static let byText = Dictionary(
        all.flatMap { [($0.code, $0), ($0.name, $0)] },
        uniquingKeysWith: { first, _ in first }
    )
}
