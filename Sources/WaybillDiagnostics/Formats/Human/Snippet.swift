/// The lines of one file that a finding is about, with its annotations under them.
struct Snippet {
    /// How many annotations over several lines are drawn at the side; of further ones only the
    /// first line is marked.
    private static let sideLimit = 3

    let source: SourceText
    private let severity: Diagnostic.Severity
    private let hidden: HiddenText
    /// Drawn under a line.
    private let inLine: [Annotation]
    /// Drawn at the side, over several lines.
    private let atSide: [Annotation]

    init(
        _ source: SourceText,
        _ annotations: [Annotation],
        severity: Diagnostic.Severity,
        hiding hidden: HiddenText
    ) {
        self.source = source
        self.severity = severity
        self.hidden = hidden
        atSide = Array(annotations.filter(\.isMultiLine).prefix(Self.sideLimit))
        let further = annotations.filter(\.isMultiLine).dropFirst(Self.sideLimit)
        inLine = annotations.filter { !$0.isMultiLine } + further
    }

    /// The lines to show, counted from 0, ascending.
    var lines: [Int] {
        var shown: Set<Int> = Set(inLine.map(\.lines.lowerBound))
        for annotation in atSide {
            let lines = annotation.lines
            shown.formUnion([lines.lowerBound, lines.upperBound])
            shown.formUnion([lines.lowerBound + 1, lines.upperBound - 1])
        }
        // A gap of one line takes no more room than the dots that would stand for it.
        for line in shown where shown.contains(line + 2) { shown.insert(line + 1) }
        return shown.sorted()
    }

    /// The rows behind the gutter, each with its line's number where it shows a line; `nil` stands for
    /// lines left out.
    func rows(_ painter: Painter) -> [(number: Int?, text: String)?] {
        var rows: [(number: Int?, text: String)?] = []
        var previous: Int?
        for line in lines {
            if let previous, line > previous + 1 { rows.append(nil) }
            previous = line
            rows += self.rows(of: line, painter)
        }
        return rows
    }

    private func rows(of line: Int, _ painter: Painter) -> [(number: Int?, text: String)?] {
        let here = inLine.filter { $0.lines.lowerBound == line }
        let shown = DisplayLine(
            source,
            line: line,
            focus: focus(of: line, here),
            hidden: hidden.ranges(in: source, source.lineRange(line))
        )
        var rows: [(number: Int?, text: String)?] = [
            (line + 1, side(at: line, shown, isSource: true, painter) + shown.text)
        ]
        let marks = LineMarks(here.map { place($0, in: shown) })
        let margin = side(at: line, shown, isSource: false, painter)
        rows += marks.rows.map { (nil, margin + $0.text(painter)) }
        for (slot, annotation) in atSide.enumerated() {
            if annotation.lines.lowerBound == line, !startsLine(annotation, shown) {
                rows.append((nil, corner(slot, at: line, shown, isEnd: false, painter)))
            } else if annotation.lines.upperBound == line {
                rows.append((nil, corner(slot, at: line, shown, isEnd: true, painter)))
            }
        }
        return rows
    }

    private func place(_ annotation: Annotation, in shown: DisplayLine) -> LineMarks.Placed {
        let start = shown.column(of: annotation.range.lowerBound)
        let end = shown.column(after: annotation.range.upperBound)
        return LineMarks.Placed(
            annotation: annotation,
            columns: start..<max(start + 1, end),
            style: Painter.Style(annotation, severity)
        )
    }

    /// The bytes of a line that must be visible.
    private func focus(of line: Int, _ here: [Annotation]) -> Range<Int> {
        let ends = atSide.flatMap { annotation -> [Int] in
            (annotation.lines.lowerBound == line ? [annotation.range.lowerBound] : [])
                + (annotation.lines.upperBound == line ? [annotation.range.upperBound] : [])
        }
        let primary = here.filter(\.isPrimary).map(\.range.lowerBound)
        let start = (primary.isEmpty ? here.map(\.range.lowerBound) + ends : primary).min()
        let first = start ?? source.lineRange(line).lowerBound
        return first..<max(first, (here.map(\.range.upperBound) + ends).max() ?? first)
    }

    // MARK: The side

    /// Whether an annotation starts with its line, so that a `/` says enough.
    private func startsLine(_ annotation: Annotation, _ shown: DisplayLine) -> Bool {
        shown.column(of: annotation.range.lowerBound) <= shown.firstVisibleColumn
    }

    /// The strokes beside a line.
    ///
    /// - Parameter isSource: Whether the row is the line itself or one of the rows under it.
    private func side(
        at line: Int,
        _ shown: DisplayLine,
        isSource: Bool,
        _ painter: Painter
    ) -> String {
        atSide.map { annotation in
            let stroke =
                if annotation.lines.lowerBound == line {
                    startsLine(annotation, shown) ? (isSource ? "/" : "|") : " "
                } else {
                    annotation.lines.contains(line) ? "|" : " "
                }
            return painter.paint(stroke, Painter.Style(annotation, severity)) + " "
        }.joined()
    }

    /// The row that leads from the side to the first or the last character of an annotation.
    private func corner(
        _ slot: Int,
        at line: Int,
        _ shown: DisplayLine,
        isEnd: Bool,
        _ painter: Painter
    ) -> String {
        let annotation = atSide[slot]
        let style = Painter.Style(annotation, severity)
        let column =
            isEnd
            ? max(0, shown.column(after: annotation.range.upperBound) - 1)
            : shown.column(of: annotation.range.lowerBound)
        var row = MarkRow()
        let left = 2 * slot
        row.put(isEnd ? "|" : " ", at: left, style)
        let target = 2 * atSide.count + column
        row.fill((left + 1)..<max(left + 1, target), "_", style)
        row.put(annotation.mark, at: target, style)
        if isEnd, let label = annotation.label { row.write(label, at: target + 2, style) }
        return row.text(painter)
    }
}
