package import WaybillDiagnostics

/// Something that is not as a scenario expects it.
package struct Mismatch: Sendable {
    package enum Difference: Sendable {
        /// One value instead of another; `nil` for none.
        case values(expected: String, actual: String)
        /// Two lists side by side.
        case lists([ListDifference.Line])
        /// A sentence, and what to do about it.
        case note(String, help: [String])
    }

    /// What it is about: `outcome`, `output.tracking`, `steps`.
    package let subject: String
    /// The place in the file that expects it.
    package let span: Span
    package let difference: Difference

    init(_ subject: String, at span: Span, _ difference: Difference) {
        self.subject = subject
        self.span = span
        self.difference = difference
    }
}
