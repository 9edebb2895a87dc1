import WaybillDiagnostics

/// Files as they would be with what was mended so far.
struct Draft {
    private(set) var revisions: [String: Revision] = [:]
    /// How many findings were mended.
    private(set) var mended = 0

    /// A change that was made for a finding of a rule.
    struct Change {
        let finding: DiagnosticCode
        /// What was changed, in the text before.
        let before: Place
        /// Where the new text stands.
        let now: Place
    }

    /// Makes the changes of findings.
    mutating func apply(_ selection: FixSelection) -> [Change] {
        mended += selection.count
        return selection.files.flatMap { file in
            let name = file.source.name
            let written = revisions[name, default: Revision(file.source)].apply(
                file.edits.map(\.edit)
            )
            return zip(file.edits, written).map { chosen, now in
                Change(
                    finding: chosen.code,
                    before: Place(chosen.code, chosen.edit.span),
                    now: Place(chosen.code, file: name, now)
                )
            }
        }
    }
}

/// A place of a file where a rule had something to say.
struct Place: Hashable {
    private let code: DiagnosticCode
    private let file: String
    private let range: Range<Int>

    init(_ code: DiagnosticCode, _ span: Span) {
        self.init(code, file: span.source.name, span.range)
    }

    init(_ code: DiagnosticCode, file: String, _ range: Range<Int>) {
        self.code = code
        self.file = file
        self.range = range
    }

    /// Whether a place of the same file has bytes in common with it.
    func overlaps(_ span: Span) -> Bool {
        file == span.source.name && range.overlaps(span.range)
    }
}
