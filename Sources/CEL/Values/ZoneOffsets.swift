import Foundation

/// How far the clocks of a time zone are ahead of UTC: those of a zone of the tz database, of `UTC`
/// or of `±hh:mm`.
package struct ZoneOffsets: Sendable {
    private enum Rule {
        case fixed(Int)
        case zone(TimeZone)
    }

    private let rule: Rule

    package static let utc = ZoneOffsets(.fixed(0))

    private init(_ rule: Rule) { self.rule = rule }

    /// The clocks of a zone; `nil` when there is none of that name.
    package init?(_ zone: String) {
        if zone.isEmpty || zone == "UTC" || zone == "Z" {
            self = .utc
            return
        }
        var reader = DigitReader(isDigit(zone.utf8.first ?? 0) ? "+" + zone : zone)
        if let offset = reader.zoneOffset(), reader.isAtEnd {
            self.init(.fixed(offset))
            return
        }
        // A zone's name becomes the name of a file of the tz database: nothing else may get there.
        let isName =
            zone.utf8.count <= 64
            && zone.utf8.allSatisfy {
                isIdentifierStart($0) || isDigit($0) || "/+-".utf8.contains($0)
            }
        guard isName, let known = TimeZone(identifier: zone) else { return nil }
        self.init(.zone(known))
    }

    /// Seconds east of UTC.
    package func offset(at moment: Timestamp) -> Int {
        switch rule {
        case .fixed(let offset): offset
        case .zone(let zone):
            zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.seconds)))
        }
    }
}
