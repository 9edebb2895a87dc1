/// One finding of the loader, the type checker or the linter: what is wrong, where, and how to mend
/// it. The contract is that of rustc's diagnostics.
public struct Diagnostic: Hashable, Sendable {
    /// How bad a finding is.
    public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
        case info
        case warning
        case error

        /// Orders `info < warning < error`.
        public static func < (left: Severity, right: Severity) -> Bool {
            left.rank < right.rank
        }

        private var rank: Int {
            switch self {
            case .info: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// A further place that explains the finding, with a few words on what it has to do with it.
    public struct Label: Hashable, Sendable {
        /// The place.
        public let span: Span
        /// What stands there, in a few words.
        public let text: String

        /// Makes a label.
        public init(_ span: Span, _ text: String) {
            self.span = span
            self.text = text
        }
    }

    /// A change of the file that mends the finding.
    public struct Edit: Hashable, Sendable {
        /// Whether the change keeps the file's meaning for certain.
        public enum Confidence: String, Hashable, Sendable {
            case safe
            case maybe
        }

        /// The bytes to replace; empty to insert.
        public let span: Span
        /// What stands there afterwards.
        public let replacement: String
        /// Whether it may be applied without asking.
        public let confidence: Confidence

        /// Makes an edit.
        public init(replacing span: Span, with replacement: String, confidence: Confidence) {
            self.span = span
            self.replacement = replacement
            self.confidence = confidence
        }
    }

    /// The rule that speaks.
    public let code: DiagnosticCode
    /// How bad it is; the code's own level unless configuration says otherwise.
    public var severity: Severity
    /// What is wrong, in one line without a full stop.
    public let message: String
    /// The primary place.
    public let span: Span
    /// A few words under the carets of the primary place.
    public var label: String?
    /// Further places.
    public var labels: [Label]
    /// Facts that explain the finding.
    public var notes: [String]
    /// What to do about it.
    public var help: [String]
    /// Changes that would mend it.
    public var edits: [Edit]

    /// Makes a finding at the level of its code.
    public init(
        _ code: DiagnosticCode,
        _ message: String,
        at span: Span,
        label: String? = nil,
        labels: [Label] = [],
        notes: [String] = [],
        help: [String] = [],
        edits: [Edit] = []
    ) {
        self.code = code
        self.severity = code.level
        self.message = message
        self.span = span
        self.label = label
        self.labels = labels
        self.notes = notes
        self.help = help
        self.edits = edits
    }
}
