/// The edits of findings that can be applied together.
package struct FixSelection: Sendable {
    /// An edit, and the rule that asks for it.
    package struct Chosen: Sendable {
        package let edit: Diagnostic.Edit
        package let code: DiagnosticCode
    }

    /// The edits of one file, in its order; no two of them collide.
    package struct FileEdits: Sendable {
        package let source: SourceText
        package fileprivate(set) var edits: [Chosen] = []
    }

    /// The files to change, in the order in which findings name them.
    package private(set) var files: [FileEdits] = []
    /// How many findings are mended.
    package private(set) var count = 0
    /// The places in ``files`` by the names of files: one that several use is read for each of them.
    private var indices: [String: Int] = [:]

    /// Chooses among the findings in their order: of two that would change the same place the first
    /// is mended. The edits of one finding are applied all or not at all.
    ///
    /// - Parameter unsafe: Whether edits that may change the meaning are applied, too.
    package init(_ findings: [Diagnostic], unsafe: Bool) {
        for finding in findings where !finding.edits.isEmpty {
            guard unsafe || finding.edits.allSatisfy({ $0.confidence == .safe }),
                finding.edits.allSatisfy(isFree)
            else { continue }
            finding.edits.forEach { insert(Chosen(edit: $0, code: finding.code)) }
            count += 1
        }
    }

    private func isFree(_ edit: Diagnostic.Edit) -> Bool {
        guard let index = indices[edit.span.source.name] else { return true }
        return files[index].isFree(edit)
    }

    private mutating func insert(_ chosen: Chosen) {
        let source = chosen.edit.span.source
        let index = indices[source.name] ?? files.count
        if index == files.count { files.append(FileEdits(source: source)) }
        indices[source.name] = index
        files[index].insert(chosen)
    }
}

extension FixSelection.FileEdits {
    /// Whether an edit leaves alone what the others change.
    fileprivate func isFree(_ edit: Diagnostic.Edit) -> Bool {
        let index = index(of: edit)
        return ![index - 1, index].contains {
            edits.indices.contains($0) && edit.collides(edits[$0].edit)
        }
    }

    fileprivate mutating func insert(_ chosen: FixSelection.Chosen) {
        edits.insert(chosen, at: index(of: chosen.edit))
    }

    /// Where the edit stands among the others.
    private func index(of edit: Diagnostic.Edit) -> Int {
        var (low, high) = (0, edits.count)
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].edit.span.range.lowerBound < edit.span.range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}

extension Diagnostic.Edit {
    /// Whether two edits of one file change the same bytes, or put something in where the other ends.
    fileprivate func collides(_ other: Diagnostic.Edit) -> Bool {
        let (mine, others) = (span.range, other.span.range)
        if mine.isEmpty || others.isEmpty {
            return mine.lowerBound <= others.upperBound && others.lowerBound <= mine.upperBound
        }
        return mine.overlaps(others)
    }
}
