package import WaybillDiagnostics

/// A comment's word that a rule may be broken at a place: `# waybill: allow(WB0504) reason`.
package struct Allowance: Hashable, Sendable {
    /// The rule.
    package let code: DiagnosticCode
    /// Where the rule is named in the comment.
    package let codeSpan: Span
    /// What is allowed to break it: a step or another node, or the whole file.
    package let covered: Span
    /// What to take out of the file when it is not needed: the rule's name, or the whole comment
    /// when it names no other.
    package let removal: Span

    /// Whether a finding is of that rule, and its place inside.
    package func covers(_ finding: Diagnostic) -> Bool {
        finding.code == code && finding.span.source === covered.source
            && covered.range.lowerBound <= finding.span.range.lowerBound
            && finding.span.range.upperBound <= covered.range.upperBound
    }
}
