import Foundation

/// A point of a drawing, from its upper left corner.
struct Point: Hashable {
    var x: Double
    var y: Double

    static func + (left: Point, right: Point) -> Point {
        Point(x: left.x + right.x, y: left.y + right.y)
    }

    static func * (point: Point, factor: Double) -> Point {
        Point(x: point.x * factor, y: point.y * factor)
    }
}

/// A plain projection: degrees are lengths, with those of longitude shortened as in the middle of the
/// map. Places over the date line stand beside the others.
struct MapProjection {
    private let middle: SourcingMap.Place
    private let narrowing: Double
    private let scale: Double
    private let centre: Point
    /// In degrees, around the middle.
    let longitudes: ClosedRange<Double>
    let latitudes: ClosedRange<Double>

    /// Fits places into a frame. Around a single place there are a few degrees.
    init(_ places: [SourcingMap.Place], around home: SourcingMap.Place, in frame: Frame) {
        let east = places.map { Self.turn(from: home.longitude, to: $0.longitude) } + [0]
        let north = places.map(\.latitude) + [home.latitude]
        let (west, furthestEast) = (east.min() ?? 0, east.max() ?? 0)
        let (south, furthestNorth) = (north.min() ?? 0, north.max() ?? 0)
        middle = SourcingMap.Place(
            latitude: (south + furthestNorth) / 2,
            longitude: home.longitude + (west + furthestEast) / 2
        )
        narrowing = max(0.1, cos(middle.latitude * .pi / 180))
        let width = max(furthestEast - west, Self.leastDegrees) * narrowing
        let height = max(furthestNorth - south, Self.leastDegrees)
        scale = min(frame.width / width, frame.height / height)
        centre = frame.centre
        let (halfWidth, halfHeight) = (
            frame.width / scale / narrowing / 2, frame.height / scale / 2
        )
        longitudes = middle.longitude - halfWidth...middle.longitude + halfWidth
        latitudes = middle.latitude - halfHeight...middle.latitude + halfHeight
    }

    func point(_ place: SourcingMap.Place) -> Point {
        let east = Self.turn(from: middle.longitude, to: place.longitude)
        return Point(
            x: centre.x + east * narrowing * scale,
            y: centre.y - (place.latitude - middle.latitude) * scale
        )
    }

    /// Where a meridian is, which may lie beyond the date line.
    func x(ofLongitude longitude: Double) -> Double {
        centre.x + (longitude - middle.longitude) * narrowing * scale
    }

    func y(ofLatitude latitude: Double) -> Double {
        centre.y - (latitude - middle.latitude) * scale
    }

    /// The shorter way around, in degrees to the east.
    private static func turn(from: Double, to: Double) -> Double {
        (to - from).remainder(dividingBy: 360)
    }

    private static let leastDegrees = 2.0
}

/// A part of a drawing.
struct Frame: Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var centre: Point { Point(x: x + width / 2, y: y + height / 2) }

    /// Its point that is nearest to another.
    func nearest(to point: Point) -> Point {
        Point(x: min(max(point.x, x), x + width), y: min(max(point.y, y), y + height))
    }

    func overlaps(_ other: Frame) -> Bool {
        x < other.x + other.width && other.x < x + width && y < other.y + other.height
            && other.y < y + height
    }

    func contains(_ other: Frame) -> Bool {
        x <= other.x && y <= other.y && other.x + other.width <= x + width
            && other.y + other.height <= y + height
    }
}
