import Foundation

/// A place on the earth, in degrees.
struct Location {
    let latitude: Double
    let longitude: Double

    init(_ given: GivenValue) throws(StepError) {
        latitude = try given.required("latitude").degrees(upTo: 90)
        longitude = try given.required("longitude").degrees(upTo: 180)
    }

    /// The way over a ball of the earth's mean radius, by the haversine formula, in whole metres.
    func metres(to other: Location) -> Int {
        let (from, to) = (latitude.radians, other.latitude.radians)
        let height = sin((to - from) / 2)
        let width = sin((other.longitude - longitude).radians / 2)
        let haversine = height * height + cos(from) * cos(to) * width * width
        return Int((2 * Self.radius * asin(min(1, haversine.squareRoot()))).rounded())
    }

    /// In metres.
    private static let radius = 6_371_008.8
    /// No two places are further apart, in metres.
    static let furthest = 20_015_116
}

extension Double {
    fileprivate var radians: Double { self * .pi / 180 }
}
