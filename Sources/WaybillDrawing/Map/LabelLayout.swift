/// Finds room for labels, one after the other: those that matter most come first.
struct LabelLayout {
    /// A label's lines, with the place of each.
    struct Label {
        let lines: [(text: String, start: Point)]
    }

    private let page: Frame
    private var taken: [Frame] = []

    static let fontSize = 12.0
    private static let lineHeight = 15.0
    /// Of a bold letter, on average.
    private static let letterWidth = 7.4

    init(page: Frame) { self.page = page }

    /// Keeps labels off a mark.
    mutating func avoid(_ point: Point, radius: Double) {
        taken.append(
            Frame(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
        )
    }

    /// Places a label near a point; at its first choice when there is no room anywhere.
    mutating func place(_ lines: [String], at point: Point, distance: Double) -> Label {
        let width = Double(lines.map(\.count).max() ?? 0) * Self.letterWidth
        let height = Double(lines.count) * Self.lineHeight
        let choices = [1.0, 2, 3, 4.5, 6, 8].flatMap { factor in
            Self.directions.map { direction -> Frame in
                let away = distance * factor
                let x: Double = point.x + direction.x * (away + width / 2)
                let y: Double = point.y + direction.y * (away + height / 2)
                return Frame(x: x - width / 2, y: y - height / 2, width: width, height: height)
            }
        }
        let free = choices.first { choice in
            page.contains(choice) && !taken.contains { $0.overlaps(choice) }
        }
        let frame = free ?? choices.first { page.contains($0) } ?? choices[0]
        taken.append(frame)
        let starts = lines.indices.map { index in
            Point(x: frame.x, y: frame.y + Double(index + 1) * Self.lineHeight - 4)
        }
        return Label(lines: Array(zip(lines, starts)))
    }

    private static let directions = [
        Point(x: 1, y: 0), Point(x: -1, y: 0), Point(x: 0, y: -1), Point(x: 0, y: 1),
        Point(x: 1, y: -1), Point(x: 1, y: 1), Point(x: -1, y: -1), Point(x: -1, y: 1),
    ]
}
