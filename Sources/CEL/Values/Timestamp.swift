/// A moment in UTC between the years 0001 and 9999, to the nanosecond.
public struct Timestamp: Hashable, Sendable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let seconds: Int64
    /// Nanoseconds past `seconds`, 0 to 999,999,999.
    public let nanoseconds: Int32

    /// 0001-01-01T00:00:00Z.
    public static let earliest = Timestamp(clampedSeconds: -62_135_596_800, nanoseconds: 0)
    /// 9999-12-31T23:59:59.999999999Z.
    public static let latest = Timestamp(
        clampedSeconds: 253_402_300_799,
        nanoseconds: 999_999_999
    )

    private init(clampedSeconds: Int64, nanoseconds: Int32) {
        self.seconds = clampedSeconds
        self.nanoseconds = nanoseconds
    }

    /// Makes a timestamp; `nil` outside the years 0001 to 9999 or when the nanoseconds are not a
    /// fraction of a second.
    public init?(seconds: Int64, nanoseconds: Int32 = 0) {
        guard (-62_135_596_800...253_402_300_799).contains(seconds),
            (0...999_999_999).contains(nanoseconds)
        else { return nil }
        self.init(clampedSeconds: seconds, nanoseconds: nanoseconds)
    }

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The moment that much later (or earlier), or `nil` outside the years 0001 to 9999.
    public func adding(_ duration: Duration) -> Timestamp? {
        let (wholeSeconds, attoseconds) = duration.components
        let (sum, overflow) = seconds.addingReportingOverflow(wholeSeconds)
        if overflow { return nil }
        var nanos = Int64(nanoseconds) + attoseconds / 1_000_000_000
        var carried = sum
        if nanos >= 1_000_000_000 {
            nanos -= 1_000_000_000
            carried += 1
        } else if nanos < 0 {
            nanos += 1_000_000_000
            carried -= 1
        }
        return Timestamp(seconds: carried, nanoseconds: Int32(nanos))
    }

    /// The moment that much later, held within the years 0001 to 9999: for deadlines, where a
    /// sum past the end means "never".
    public func advanced(by duration: Duration) -> Timestamp {
        adding(duration) ?? (duration < .zero ? .earliest : .latest)
    }

    /// The time from an earlier moment to this one.
    public func duration(since other: Timestamp) -> Duration {
        .seconds(seconds - other.seconds)
            + .nanoseconds(Int64(nanoseconds) - Int64(other.nanoseconds))
    }
}
