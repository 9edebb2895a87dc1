/// A place to mark in a snippet.
struct Annotation {
    let range: Range<Int>
    let isPrimary: Bool
    let label: String?
    /// The lines of its first and its last byte, counted from 0.
    let lines: ClosedRange<Int>

    init(_ span: Span, isPrimary: Bool, label: String?) {
        range = span.range
        self.isPrimary = isPrimary
        self.label = label.map(\.visible)
        let first = span.source.lineIndex(at: range.lowerBound)
        let lastByte = max(range.lowerBound, range.upperBound - 1)
        lines = first...max(first, span.source.lineIndex(at: lastByte))
    }

    var isMultiLine: Bool { lines.count > 1 }
    var mark: Character { isPrimary ? "^" : "-" }
}

extension Painter.Style {
    /// The colour of an annotation's marks and label.
    init(_ annotation: Annotation, _ severity: Diagnostic.Severity) {
        self = annotation.isPrimary ? .severity(severity) : .secondary
    }
}
