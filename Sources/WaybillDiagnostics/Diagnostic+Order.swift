extension Diagnostic {
    /// Whether this finding is shown before another: by file, then place, then code.
    private func precedes(_ other: Diagnostic) -> Bool {
        if span.source.name != other.span.source.name {
            return span.source.name < other.span.source.name
        }
        let (left, right) = (span.range, other.span.range)
        if left.lowerBound != right.lowerBound { return left.lowerBound < right.lowerBound }
        if left.upperBound != right.upperBound { return left.upperBound < right.upperBound }
        if code.code != other.code.code { return code.code < other.code.code }
        return message < other.message
    }

    fileprivate static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return
            diagnostics
            .filter { seen.insert($0).inserted }
            .enumerated()
            .sorted { left, right in
                if left.element.precedes(right.element) { return true }
                if right.element.precedes(left.element) { return false }
                return left.offset < right.offset
            }
            .map(\.element)
    }
}

extension [Diagnostic] {
    /// The findings by file, place and code, each once.
    public func inFileOrder() -> [Diagnostic] {
        Diagnostic.inOrder(self)
    }
}
