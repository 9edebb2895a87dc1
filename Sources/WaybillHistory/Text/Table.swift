import WaybillDiagnostics

/// Rows of text in aligned columns, the last of which may be of any width.
struct Table {
    struct Cell {
        let text: String
        let ink: Ink

        /// Whatever a terminal would obey is replaced in the text.
        init(_ text: String, _ ink: Ink = .plain) {
            self.text = text.visible
            self.ink = ink
        }
    }

    let head: [String]
    var rows: [[Cell]] = []

    func rendered(colour: Bool) -> String {
        let all = [head.map { Cell($0, .quiet) }] + rows
        let widths = head.indices.map { column in
            all.map { column < $0.count ? $0[column].text.columns : 0 }.max() ?? 0
        }
        return all.map { line(of: $0, widths, colour: colour) }.joined(separator: "\n")
    }

    private func line(of row: [Cell], _ widths: [Int], colour: Bool) -> String {
        let cells = zip(row, widths).enumerated().map { index, pair in
            let (cell, width) = pair
            let isLast = index == row.count - 1
            let padding = isLast ? "" : String(repeating: " ", count: width - cell.text.columns)
            return cell.ink.paint(cell.text, colour: colour) + padding
        }
        var line = cells.joined(separator: "  ")
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }
}
