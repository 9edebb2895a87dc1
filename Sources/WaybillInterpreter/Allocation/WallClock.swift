import CEL
import WaybillRouting

/// The clock and the calendar of a place. Days are counted from 1970-01-01, whatever the place, so
/// that a date has one number everywhere.
struct WallClock {
    private let offsets: ZoneOffsets

    static let secondsOfDay = 86_400

    /// Those of UTC.
    init() { self.init(.utc) }

    private init(_ offsets: ZoneOffsets) { self.offsets = offsets }

    init(_ given: GivenValue) throws(StepError) {
        let zone = try given.text()
        guard !zone.isEmpty, let offsets = ZoneOffsets(zone) else {
            throw .rejected(
                "\(given.place) is '\(zone)'",
                "there is no such time zone: give an IANA name such as Europe/Berlin"
            )
        }
        self.init(offsets)
    }

    /// The date at a moment.
    func day(of moment: Timestamp) -> Day {
        let local = Int(moment.seconds) + offsets.offset(at: moment)
        let (day, rest) = local.quotientAndRemainder(dividingBy: Self.secondsOfDay)
        return rest < 0 ? day - 1 : day
    }

    /// The moment at which the clock shows a time of a day; the first of two. A time that is left out
    /// when clocks go forward is that much later.
    func moment(of day: Day, second: Int) -> Timestamp {
        let local = day * Self.secondsOfDay + second
        let before = offsets.offset(at: .clamped(local - Self.secondsOfDay))
        let after = offsets.offset(at: .clamped(local + Self.secondsOfDay))
        for offset in [max(before, after), min(before, after)] {
            let moment = Timestamp.clamped(local - offset)
            if offsets.offset(at: moment) == offset { return moment }
        }
        return .clamped(local - before)
    }
}

extension Timestamp {
    /// That many seconds after 1970, held within the years 0001 to 9999.
    fileprivate static func clamped(_ seconds: Int) -> Timestamp {
        Timestamp(seconds: Int64(seconds)) ?? (seconds < 0 ? .earliest : .latest)
    }
}
