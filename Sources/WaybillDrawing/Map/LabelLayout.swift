/// Finds room for labels, one after the other: those that matter most come first.
struct LabelLayout {
    /// A label's lines, with the place of each.
    struct Label {
        let lines: [(text: String, start: Point)]
        let frame: Frame
        /// Whether it stands so far off that it is not plain what it is of.
        let isFar: Bool
    }

    /// How far off a label may stand.
    enum Reach: Double {
        /// So near that the lines to what labels are of make no web.
        case near = 3
        case far = 11
    }

    private struct Choice {
        let frame: Frame
        let isFar: Bool
    }

    private let page: Frame
    /// Of the labels.
    private(set) var frames: [Frame] = []
    /// Of what labels keep off besides.
    private var marks: [Frame] = []

    static let fontSize = 12.0
    private static let lineHeight = 15.0
    /// Of a bold letter, on average.
    private static let letterWidth = 7.4
    /// Between labels side by side.
    private static let gap = 4.0

    init(page: Frame) { self.page = page }

    /// Keeps labels off a mark.
    mutating func avoid(_ point: Point, radius: Double) {
        marks.append(
            Frame(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
        )
    }

    /// Places a label within reach of a point; `nil` when there is no room: of two labels over each
    /// other neither can be read.
    mutating func place(
        _ lines: [String],
        at point: Point,
        distance: Double,
        reach: Reach
    ) -> Label? {
        let free = choices(for: lines, at: point, distance, reach).first { choice in
            !marks.contains { $0.overlaps(choice.frame) }
                && !frames.contains { $0.overlaps(choice.frame) }
        }
        return free.map { keep(lines, $0) }
    }

    /// Places a label that must be there: where there is no room, over as little as can be.
    mutating func placeAnyhow(_ lines: [String], at point: Point, distance: Double) -> Label {
        if let label = place(lines, at: point, distance: distance, reach: .far) { return label }
        let choices = choices(for: lines, at: point, distance, .far)
        let hidden = choices.map { choice in
            // What is under another label is worse than what is over a mark.
            frames.reduce(0) { $0 + 10 * $1.overlap(with: choice.frame) }
                + marks.reduce(0) { $0 + $1.overlap(with: choice.frame) }
        }
        let best = choices.indices.min { hidden[$0] < hidden[$1] }
        let corner = Choice(frame: Frame(at: point, Self.size(of: lines)), isFar: false)
        return keep(lines, best.map { choices[$0] } ?? corner)
    }

    private mutating func keep(_ lines: [String], _ choice: Choice) -> Label {
        let frame = choice.frame
        frames.append(frame)
        let starts = lines.indices.map { index in
            Point(x: frame.x, y: frame.y + Double(index + 1) * Self.lineHeight - 4)
        }
        return Label(lines: Array(zip(lines, starts)), frame: frame, isFar: choice.isFar)
    }

    /// The places of a label on the page, the nearest first.
    private func choices(
        for lines: [String],
        at point: Point,
        _ distance: Double,
        _ reach: Reach
    ) -> [Choice] {
        let size = Self.size(of: lines)
        return [1.0, 2, 3, 4.5, 6, 8, 11].filter { $0 <= reach.rawValue }.flatMap { factor in
            Self.directions.compactMap { direction in
                let x = point.x + direction.x * (distance * factor + size.x / 2)
                let y = point.y + direction.y * (distance * factor + size.y / 2)
                let corner = Point(x: x - size.x / 2, y: y - size.y / 2)
                let frame = Frame(at: corner, size)
                return page.contains(frame) ? Choice(frame: frame, isFar: factor > 2) : nil
            }
        }
    }

    private static func size(of lines: [String]) -> Point {
        let widest = lines.map(Self.letters).max() ?? 0
        return Point(x: widest * letterWidth + gap, y: Double(lines.count) * lineHeight)
    }

    /// How many letters wide a text is: ideographs are wider.
    private static func letters(_ text: String) -> Double {
        text.reduce(0) { $0 + (($1.unicodeScalars.first?.value ?? 0) < 0x1100 ? 1 : 1.7) }
    }

    private static let directions = [
        Point(x: 1, y: 0), Point(x: -1, y: 0), Point(x: 0, y: -1), Point(x: 0, y: 1),
        Point(x: 1, y: -1), Point(x: 1, y: 1), Point(x: -1, y: -1), Point(x: -1, y: 1),
    ]
}

extension Frame {
    fileprivate init(at corner: Point, _ size: Point) {
        self.init(x: corner.x, y: corner.y, width: size.x, height: size.y)
    }

    /// The area that two frames share.
    fileprivate func overlap(with other: Frame) -> Double {
        let across = min(x + width, other.x + other.width) - max(x, other.x)
        let down = min(y + height, other.y + other.height) - max(y, other.y)
        return max(0, across) * max(0, down)
    }
}
