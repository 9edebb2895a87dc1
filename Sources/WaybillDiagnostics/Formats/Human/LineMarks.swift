/// The rows under one line of the file: its marks, and the labels that belong to them.
struct LineMarks {
    /// An annotation with the columns it takes in its line.
    struct Placed {
        let annotation: Annotation
        let columns: Range<Int>
        let style: Painter.Style
    }

    let rows: [MarkRow]

    /// - Parameter placed: The annotations that lie wholly in the line.
    init(_ placed: [Placed]) {
        guard !placed.isEmpty else {
            rows = []
            return
        }
        var marks = MarkRow()
        // The primary marks are drawn last, so that they are seen where others overlap them.
        for mark in placed.sorted(by: { !$0.annotation.isPrimary && $1.annotation.isPrimary }) {
            marks.fill(mark.columns, mark.annotation.mark, mark.style)
        }
        let labelled = placed.filter { $0.annotation.label != nil }
            .sorted { $0.columns.lowerBound > $1.columns.lowerBound }
        var hanging = labelled
        if let last = labelled.first, last.columns.upperBound == marks.width,
            let label = last.annotation.label
        {
            marks.write(label, at: marks.width + 1, last.style)
            hanging.removeFirst()
        }
        rows = [marks] + Self.hangingRows(hanging)
    }

    /// Labels under their marks, the rightmost first, each at the end of a line that leads to it.
    private static func hangingRows(_ hanging: [Placed]) -> [MarkRow] {
        guard !hanging.isEmpty else { return [] }
        var rows = [connectors(hanging)]
        for (index, placed) in hanging.enumerated() {
            var row = connectors(Array(hanging[(index + 1)...]))
            row.write(placed.annotation.label ?? "", at: placed.columns.lowerBound, placed.style)
            rows.append(row)
        }
        return rows
    }

    private static func connectors(_ hanging: [Placed]) -> MarkRow {
        var row = MarkRow()
        for placed in hanging { row.put("|", at: placed.columns.lowerBound, placed.style) }
        return row
    }
}
