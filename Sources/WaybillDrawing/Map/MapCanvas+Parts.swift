/// The lines, marks and texts that maps are made of.
extension MapCanvas {
    enum WayStyle {
        case parcel(Double)
        case alternative
    }

    /// Draws a way; gives a point on it for a label, nearer to its start, where ways are apart.
    @discardableResult
    mutating func way(
        from start: Point,
        to end: Point,
        bend: Double,
        style: WayStyle
    ) -> Point {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = max(1, (dx * dx + dy * dy).squareRoot())
        let middle = (start + end) * 0.5
        let control = middle + Point(x: -dy, y: dx) * (bend / length)
        let path =
            "M\(start.x.coordinate) \(start.y.coordinate)"
            + "Q\(control.x.coordinate) \(control.y.coordinate)"
            + " \(end.x.coordinate) \(end.y.coordinate)"
        switch style {
        case .parcel(let width):
            lines.element(
                "path",
                [
                    "d": path, "fill": "none", "stroke": Palette.way,
                    "stroke-width": width.coordinate, "stroke-linecap": "round",
                ]
            )
        case .alternative:
            lines.element(
                "path",
                [
                    "d": path, "fill": "none", "stroke": Palette.faint, "stroke-width": "2",
                    "stroke-dasharray": "6 5",
                ]
            )
        }
        func point(at part: Double) -> Point {
            let rest = 1 - part
            return start * (rest * rest) + control * (2 * part * rest) + end * (part * part)
        }
        if case .parcel = style {
            for part in stride(from: 0.05, to: 1, by: 0.02) {
                labels.avoid(point(at: part), radius: 4)
            }
        }
        return point(at: 0.4)
    }

    mutating func mark(_ site: SourcingMap.Site) {
        guard let point = marks.points[site.id] else { return }
        mark(site.role, at: point)
    }

    mutating func mark(_ role: SourcingMap.Role, at point: Point) {
        switch role {
        case .chosen: dot(point, radius: 8, fill: Palette.way, stroke: Palette.text)
        case .alternative: dot(point, radius: 6, fill: Palette.blank, stroke: Palette.faint)
        case .idle: dot(point, radius: 3, fill: Palette.faint, stroke: Palette.faint)
        case .rejected:
            for (from, to) in [((-5.0, -5.0), (5.0, 5.0)), ((-5, 5), (5, -5))] {
                lines.element(
                    "line",
                    [
                        "x1": (point.x + from.0).coordinate, "y1": (point.y + from.1).coordinate,
                        "x2": (point.x + to.0).coordinate, "y2": (point.y + to.1).coordinate,
                        "stroke": Palette.error, "stroke-width": "2.5",
                    ]
                )
            }
        }
    }

    mutating func dot(_ point: Point, radius: Double, fill: String, stroke: String) {
        lines.element(
            "circle",
            [
                "cx": point.x.coordinate, "cy": point.y.coordinate, "r": radius.coordinate,
                "fill": fill, "stroke": stroke, "stroke-width": "2",
            ]
        )
    }

    /// Writes a label, with a line to what it is of where that is not near.
    mutating func write(
        _ label: LabelLayout.Label,
        of point: Point,
        _ colour: String,
        bold: Bool
    ) {
        if label.isFar { line(point, label.frame.nearest(to: point), Palette.faint) }
        for (index, line) in label.lines.enumerated() {
            text(line.text, at: line.start, colour, bold: bold && index == 0)
        }
    }

    /// A text that can be read over lines.
    mutating func text(
        _ text: String,
        at point: Point,
        _ colour: String,
        bold: Bool = false
    ) {
        texts.element(
            "text",
            [
                "x": point.x.coordinate, "y": point.y.coordinate, "fill": colour,
                "font-weight": bold ? "bold" : "normal", "stroke": Palette.blank,
                "stroke-width": "3", "paint-order": "stroke",
            ],
            text
        )
    }

    mutating func line(_ start: Point, _ end: Point, _ colour: String = Palette.grid) {
        lines.element(
            "line",
            [
                "x1": start.x.coordinate, "y1": start.y.coordinate, "x2": end.x.coordinate,
                "y2": end.y.coordinate, "stroke": colour,
            ]
        )
    }

    func multiples(of step: Double, in range: ClosedRange<Double>) -> [Double] {
        Array(
            stride(
                from: (range.lowerBound / step).rounded(.up) * step,
                through: range.upperBound,
                by: step
            )
        )
    }
}
