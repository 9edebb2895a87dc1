/// What of files is not shown though it stands in a line that is: secrets, which would be given away
/// once more in whatever keeps what a build prints.
struct HiddenText {
    /// By the names of files, which may be read several times.
    private var ranges: [String: [Range<Int>]] = [:]

    /// Hides what these findings take for secrets, in the lines of all of them.
    init(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics where diagnostic.code == .secretLiteral {
            ranges[diagnostic.span.source.name, default: []].append(diagnostic.span.range)
        }
    }

    /// What is hidden of some bytes of a file.
    func ranges(in source: SourceText, _ bytes: Range<Int>) -> [Range<Int>] {
        (ranges[source.name] ?? []).filter { $0.overlaps(bytes) }
    }
}
