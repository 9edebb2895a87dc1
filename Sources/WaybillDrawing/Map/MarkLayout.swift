import Foundation

/// Where the marks of sites stand: at their places, but those that would hide one another on a ring
/// around the place that they share, and all of them off the customer's mark.
struct MarkLayout {
    /// By the site's id; none for sites whose place is not known.
    private(set) var points: [String: Point] = [:]

    init(_ sites: [SourcingMap.Site], destination: Point?, projection: MapProjection) {
        var groups: [Cell: [(id: String, point: Point)]] = [:]
        for site in sites {
            guard let point = site.place.map(projection.point) else { continue }
            groups[Cell(point), default: []].append((site.id, point))
        }
        for members in groups.values {
            guard let centre = members.first?.point else { continue }
            let isAtHome = destination.map { $0.distance(to: centre) < Self.homeRadius } ?? false
            guard members.count > 1 || isAtHome else {
                for member in members { points[member.id] = member.point }
                continue
            }
            let middle = isAtHome ? destination ?? centre : centre
            let radius = max(
                members.count > 1 ? Self.markRadius / sin(.pi / Double(members.count)) : 0,
                isAtHome ? Self.homeRadius : 0
            )
            for (index, member) in members.enumerated() {
                let angle = .pi * (1 + 2 * Double(index) / Double(members.count))
                points[member.id] = middle + Point(x: cos(angle), y: sin(angle)) * radius
            }
        }
    }

    /// Places in one cell are one place to the eye.
    private struct Cell: Hashable {
        let column: Int
        let row: Int

        init(_ point: Point) {
            column = Int((point.x / Self.width).rounded())
            row = Int((point.y / Self.width).rounded())
        }

        private static let width = 4.0
    }

    /// Half of what marks are apart.
    private static let markRadius = 9.5
    /// How far marks stay off the customer's.
    private static let homeRadius = 24.0
}

extension Point {
    fileprivate func distance(to other: Point) -> Double {
        ((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y)).squareRoot()
    }
}
