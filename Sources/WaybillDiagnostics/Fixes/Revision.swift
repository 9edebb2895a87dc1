/// A file being mended: its bytes as they were and as they are, with the places where the two
/// differ.
package struct Revision: Sendable {
    /// A place that was changed: the bytes before, and those that stand there now. An empty range is
    /// a place where something was put in or taken out.
    package struct Change: Hashable, Sendable {
        package var original: Range<Int>
        package var current: Range<Int>
    }

    /// The file as it was read.
    package let original: SourceText
    /// Its bytes now.
    package private(set) var bytes: [UInt8]
    /// The changes so far, in the order of the file; no two of them touch.
    package private(set) var changes: [Change] = []

    /// Begins with a file as it is.
    package init(_ original: SourceText) {
        self.original = original
        bytes = original.bytes
    }

    /// Whether anything was changed.
    package var isChanged: Bool { !changes.isEmpty }

    /// Applies edits of the bytes as they are now. They must be in the order of the file and must not
    /// overlap. Line breaks are put in as the file writes them.
    ///
    /// - Returns: For each edit where its text stands now.
    @discardableResult
    package mutating func apply(_ edits: [Diagnostic.Edit]) -> [Range<Int>] {
        let lineBreak = usesCRLF ? "\r\n" : "\n"
        var output: [UInt8] = []
        var position = 0
        var pieces: [Piece] = []
        var written: [Range<Int>] = []
        for edit in edits {
            let range = edit.span.range.clamped(to: position..<max(position, bytes.count))
            let text = edit.replacement.replacing("\r\n", with: "\n")
                .replacing("\n", with: lineBreak)
            output += bytes[position..<range.lowerBound]
            pieces.append(Piece(range: range, growth: text.utf8.count - range.count))
            written.append(output.count..<(output.count + text.utf8.count))
            output += Array(text.utf8)
            position = range.upperBound
        }
        output += bytes[position...]
        bytes = output
        changes = merged(with: pieces)
        return written
    }

    /// Whether the first line ends with carriage return and line feed.
    private var usesCRLF: Bool {
        guard let feed = bytes.firstIndex(of: UInt8(ascii: "\n")), feed > 0 else { return false }
        return bytes[feed - 1] == UInt8(ascii: "\r")
    }

    /// A stretch of the bytes before an edit, by how much it grows, and what it was originally if it
    /// was changed before.
    private struct Piece {
        var range: Range<Int>
        var growth: Int
        var original: Range<Int>?
    }

    /// The changes after some pieces of the bytes have grown. What touches becomes one change.
    private func merged(with edits: [Piece]) -> [Change] {
        let before = changes.map { Piece(range: $0.current, growth: 0, original: $0.original) }
        let pieces = (before + edits).sorted {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var merged: [Change] = []
        // How much longer than the original the bytes before an edit, and those after it, are.
        var (shiftBefore, shiftAfter) = (0, 0)
        var index = 0
        while index < pieces.count {
            let lower = pieces[index].range.lowerBound
            var upper = pieces[index].range.upperBound
            var (grown, changed) = (0, 0)
            while index < pieces.count, pieces[index].range.lowerBound <= upper {
                upper = max(upper, pieces[index].range.upperBound)
                grown += pieces[index].growth
                if let original = pieces[index].original {
                    changed += pieces[index].range.count - original.count
                }
                index += 1
            }
            let original = (lower - shiftBefore)..<(upper - shiftBefore - changed)
            let current = (lower + shiftAfter)..<(upper + shiftAfter + grown)
            merged.append(Change(original: original, current: current))
            shiftBefore += changed
            shiftAfter += grown
        }
        return merged
    }
}
