import CEL

extension Timestamp {
    /// `2026-06-01`, in UTC.
    var day: String { String(rfc3339.prefix(10)) }

    /// `09:00:00.120`, in UTC.
    var timeOfDay: String {
        let time = rfc3339.dropFirst(11)
        let fraction = time.dropFirst(8).prefix { $0 != "Z" }.dropFirst().prefix(3)
        let zeros = String(repeating: "0", count: 3 - fraction.count)
        return "\(time.prefix(8)).\(fraction)\(zeros)"
    }

    /// `2026-06-01 09:00:00`, in UTC.
    package var dayAndTime: String { "\(day) \(timeOfDay.prefix(8))" }
}
