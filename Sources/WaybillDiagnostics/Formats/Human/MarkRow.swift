/// A row of marks under a line of the file.
struct MarkRow {
    private var cells: [(character: Character, style: Painter.Style)] = []
    private var tail: (text: String, style: Painter.Style)?

    /// Puts a character at a column.
    mutating func put(_ character: Character, at column: Int, _ style: Painter.Style) {
        while cells.count <= column { cells.append((" ", .plain)) }
        cells[column] = (character, style)
    }

    /// Puts a character in each of some columns.
    mutating func fill(_ columns: Range<Int>, _ character: Character, _ style: Painter.Style) {
        for column in columns { put(character, at: column, style) }
    }

    /// Writes text from a column on; nothing may stand behind it.
    mutating func write(_ text: String, at column: Int, _ style: Painter.Style) {
        if cells.count > column { cells.removeLast(cells.count - column) }
        while cells.count < column { cells.append((" ", .plain)) }
        tail = (text, style)
    }

    /// How many columns the marks take.
    var width: Int { cells.count }

    func text(_ painter: Painter) -> String {
        var text = ""
        var rest = cells[...]
        while let first = rest.first {
            let run = rest.prefix { $0.style == first.style }
            text += painter.paint(String(run.map(\.character)), first.style)
            rest = rest.dropFirst(run.count)
        }
        if let tail { text += painter.paint(tail.text, tail.style) }
        return text
    }
}
