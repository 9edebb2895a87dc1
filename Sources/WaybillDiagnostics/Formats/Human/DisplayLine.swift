/// A line of a file as a terminal shows it: tabs expanded, control characters made visible, and cut
/// around what matters when it is long.
struct DisplayLine {
    private struct Cell {
        let text: String
        let width: Int
        /// The byte of the file at which it starts.
        let offset: Int
    }

    /// How many columns a tab takes.
    private static let tabWidth = 4
    /// How many columns are shown of a line.
    private static let widthLimit = 120
    /// How many columns are shown before what matters, of a line that is cut.
    private static let leadWidth = 40
    /// How many bytes around what matters are looked at: more cannot be shown.
    private static let byteLimit = 4096

    /// What is shown.
    let text: String
    /// The display column of each cell, and of the line's end, by ascending byte.
    private let columns: [(offset: Int, column: Int)]
    /// Where the first character that is neither space nor tab is shown.
    let firstVisibleColumn: Int

    /// - Parameters:
    ///   - line: The line, counted from 0.
    ///   - focus: The bytes that must be visible.
    ///   - hidden: The bytes of which only is shown how many columns they take.
    init(_ source: SourceText, line: Int, focus: Range<Int>, hidden: [Range<Int>]) {
        let whole = source.lineRange(line)
        let focus = focus.clamped(to: whole)
        let from = Self.boundary(
            max(whole.lowerBound, focus.lowerBound - Self.byteLimit),
            in: source,
            whole
        )
        let to = Self.boundary(
            min(whole.upperBound, focus.lowerBound + Self.byteLimit),
            in: source,
            whole
        )
        let cells = Self.cells(source, from..<to)
        var window = Self.window(cells, around: focus)
        if from > whole.lowerBound, window.lowerBound == 0, !cells.isEmpty {
            window = 1..<max(1, window.upperBound)
        }
        let isCutLeft = window.lowerBound > 0
        let isCutRight = window.upperBound < cells.count || to < whole.upperBound

        var text = isCutLeft ? "…" : ""
        var column = isCutLeft ? 1 : 0
        var columns: [(offset: Int, column: Int)] = []
        for cell in cells[window] {
            columns.append((cell.offset, column))
            let isHidden = hidden.contains { $0.contains(cell.offset) }
            text += isHidden ? String(repeating: "*", count: cell.width) : cell.text
            column += cell.width
        }
        let end = window.upperBound < cells.count ? cells[window.upperBound].offset : to
        columns.append((end, column))
        self.text = isCutRight ? text + "…" : text
        self.columns = columns
        firstVisibleColumn = self.text.prefix { $0 == " " }.count
    }

    /// The column at which a byte is shown; that of the nearest one shown when it was cut.
    func column(of offset: Int) -> Int {
        var low = 0
        var high = columns.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if columns[middle].offset <= offset { low = middle } else { high = middle - 1 }
        }
        return columns[low].column
    }

    /// The column just past the character whose last byte is before an offset.
    func column(after offset: Int) -> Int {
        columns.first { $0.offset >= offset }?.column ?? columns.last?.column ?? 0
    }

    /// The nearest start of a character at or before an offset.
    private static func boundary(_ offset: Int, in source: SourceText, _ line: Range<Int>) -> Int {
        var offset = offset
        while offset > line.lowerBound, offset < line.upperBound,
            source.bytes[offset] & 0xC0 == 0x80
        {
            offset -= 1
        }
        return offset
    }

    private static func cells(_ source: SourceText, _ range: Range<Int>) -> [Cell] {
        guard let text = String(validating: source.bytes[range], as: UTF8.self) else {
            return range.map { offset in
                let byte = source.bytes[offset]
                let isShown = byte >= 0x20 && byte < 0x7F
                let character = Character(isShown ? Unicode.Scalar(byte) : "\u{FFFD}")
                return Cell(text: String(character), width: 1, offset: offset)
            }
        }
        var cells: [Cell] = []
        var offset = range.lowerBound
        for character in text {
            if character == "\t" {
                cells.append(
                    Cell(
                        text: String(repeating: " ", count: tabWidth),
                        width: tabWidth,
                        offset: offset
                    )
                )
            } else {
                let shown = character.visible
                cells.append(Cell(text: String(shown), width: shown.displayWidth, offset: offset))
            }
            offset += character.utf8.count
        }
        return cells
    }

    /// The cells to show.
    private static func window(_ cells: [Cell], around focus: Range<Int>) -> Range<Int> {
        let total = cells.reduce(0) { $0 + $1.width }
        guard total > widthLimit else { return 0..<cells.count }
        let first = cells.firstIndex { $0.offset >= focus.lowerBound } ?? cells.count
        var start = first
        var lead = 0
        let needed = cells[first...].reduce(0) { $0 + $1.width }
        let wanted = max(leadWidth, widthLimit - needed)
        while start > 0, lead + cells[start - 1].width <= wanted {
            start -= 1
            lead += cells[start].width
        }
        var end = start
        var width = 0
        while end < cells.count, width + cells[end].width <= widthLimit {
            width += cells[end].width
            end += 1
        }
        return start..<end
    }
}
