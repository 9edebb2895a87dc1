/// The changes of a file as `patch` and `git apply` read them.
package struct UnifiedDiff {
    /// Lines of the file before and after, counted from 0, that differ.
    private struct Block {
        var original: Range<Int>
        var current: Range<Int>
    }

    /// How many unchanged lines are shown around a change.
    private static let context = 3

    private let name: String
    private let original: SourceText
    private let current: SourceText
    private let blocks: [Block]

    /// Takes the changes of a file.
    package init(_ revision: Revision) {
        name = revision.original.name
        original = revision.original
        current = SourceText(name: name, bytes: revision.bytes)
        blocks = Self.blocks(revision.changes, original, current)
    }

    /// The diff with a line feed at its end; empty when nothing was changed.
    package var text: String {
        guard !blocks.isEmpty else { return "" }
        // An absolute path is no path in a repository, which the prefixes stand for.
        let isAbsolute = name.hasPrefix("/")
        var text = "--- \(isAbsolute ? "" : "a/")\(name)\n+++ \(isAbsolute ? "" : "b/")\(name)\n"
        var rest = blocks[...]
        while let first = rest.first {
            var last = first
            rest = rest.dropFirst()
            var hunk = [first]
            while let next = rest.first,
                next.original.lowerBound - last.original.upperBound <= 2 * Self.context
            {
                hunk.append(next)
                last = next
                rest = rest.dropFirst()
            }
            text += self.text(of: hunk, from: first, to: last)
        }
        return text
    }

    private func text(of hunk: [Block], from first: Block, to last: Block) -> String {
        let above = min(Self.context, first.original.lowerBound)
        let below = min(Self.context, original.lineCount - last.original.upperBound)
        let before = (first.original.lowerBound - above)..<(last.original.upperBound + below)
        let after = (first.current.lowerBound - above)..<(last.current.upperBound + below)
        var text = "@@ -\(Self.header(before)) +\(Self.header(after)) @@\n"
        var line = before.lowerBound
        for block in hunk {
            for index in line..<block.original.lowerBound { text += " " + original.line(index) }
            for index in block.original { text += "-" + original.line(index) }
            for index in block.current { text += "+" + current.line(index) }
            line = block.original.upperBound
        }
        for index in line..<before.upperBound { text += " " + original.line(index) }
        return text
    }

    /// The first line and the number of lines; the line before where there are none.
    private static func header(_ lines: Range<Int>) -> String {
        "\(lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1),\(lines.count)"
    }

    /// The changes as whole lines; those that touch become one block.
    private static func blocks(
        _ changes: [Revision.Change],
        _ original: SourceText,
        _ current: SourceText
    ) -> [Block] {
        var blocks: [Block] = []
        for change in changes {
            let isWhole =
                original.isLineStart(change.original.upperBound)
                && current.isLineStart(change.current.upperBound)
            let block = Block(
                original: original.lines(of: change.original, isWhole: isWhole),
                current: current.lines(of: change.current, isWhole: isWhole)
            )
            if let last = blocks.last, block.original.lowerBound <= last.original.upperBound {
                blocks[blocks.count - 1] = Block(
                    original: last.original.lowerBound..<block.original.upperBound,
                    current: last.current.lowerBound..<block.current.upperBound
                )
            } else {
                blocks.append(block)
            }
        }
        return blocks
    }
}

extension SourceText {
    /// How many lines there are; what follows the last line break counts when it is not empty.
    fileprivate var lineCount: Int {
        lineStarts.last == bytes.count ? lineStarts.count - 1 : lineStarts.count
    }

    fileprivate func isLineStart(_ offset: Int) -> Bool {
        lineStarts[lineIndex(at: offset)] == offset
    }

    /// The lines that bytes are on. `isWhole` says that they end where a line does, so that the line
    /// behind is untouched.
    fileprivate func lines(of range: Range<Int>, isWhole: Bool) -> Range<Int> {
        let first = lineIndex(at: range.lowerBound)
        let last = lineIndex(at: range.upperBound)
        return first..<min(lineCount, max(first, isWhole ? last : last + 1))
    }

    /// A line with its line break, or with what a diff says where there is none.
    fileprivate func line(_ index: Int) -> String {
        let end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
        let line = text(of: lineStarts[index]..<end)
        let isEnded = index + 1 < lineStarts.count
        return isEnded ? line : line + "\n\\ No newline at end of file\n"
    }
}
