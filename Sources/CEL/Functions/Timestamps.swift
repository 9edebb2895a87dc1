/// The parts of a moment, in UTC or in a time zone: `getFullYear()`, `getHours('Europe/Berlin')`.
let timestampFunctions: [Function] = timestampParts.flatMap { name, part in
    [
        Function(
            name,
            .member,
            [Signature([.timestamp], .int)]
                + (durationParts[name] == nil
                    ? [] : [Signature([.duration], .int)]),
            .one { (value, _) throws(Failure) in
                if case .duration(let duration) = value, let part = durationParts[name] {
                    return .int(part(duration))
                }
                guard case .timestamp(let moment) = value else { throw .noOverload(name, value) }
                return .int(Int64(part(LocalTime(moment, offset: 0))))
            }
        ),
        Function(
            name,
            .member,
            [.timestamp, .string],
            .int,
            .two { (value, zone, meter) throws(Failure) in
                try meter.chargeLong(zone)
                guard case .timestamp(let moment) = value, case .string(let zone) = zone else {
                    throw .noOverload(name, value, zone)
                }
                let offset = try zoneOffset(zone, at: moment)
                return .int(Int64(part(LocalTime(moment, offset: offset))))
            }
        ),
    ]
}

/// The parts of a moment. Months, days of the month (but for `getDate`), of the week and of the
/// year count from 0.
private let timestampParts: [(String, @Sendable (LocalTime) -> Int)] = [
    ("getFullYear", { $0.date.year }),
    ("getMonth", { $0.date.month - 1 }),
    ("getDate", { $0.date.day }),
    ("getDayOfMonth", { $0.date.day - 1 }),
    ("getDayOfWeek", { $0.date.dayOfWeek }),
    ("getDayOfYear", { $0.date.dayOfYear }),
    ("getHours", { $0.secondOfDay / 3_600 }),
    ("getMinutes", { $0.secondOfDay / 60 % 60 }),
    ("getSeconds", { $0.secondOfDay % 60 }),
    ("getMilliseconds", { $0.nanoseconds / 1_000_000 }),
]

/// The whole duration in a unit; of milliseconds, those past the last second.
private let durationParts: [String: @Sendable (Duration) -> Int64] = [
    "getHours": { $0.components.seconds / 3_600 },
    "getMinutes": { $0.components.seconds / 60 },
    "getSeconds": { $0.components.seconds },
    "getMilliseconds": { $0.components.attoseconds / 1_000_000_000_000_000 },
]

/// A moment as a clock on the wall shows it.
private struct LocalTime {
    let date: CivilDate
    let secondOfDay: Int
    let nanoseconds: Int

    init(_ moment: Timestamp, offset: Int) {
        let (days, seconds) = (Int(moment.seconds) + offset)
            .quotientAndRemainder(flooredBy: 86_400)
        date = CivilDate(daysSinceEpoch: days)
        secondOfDay = seconds
        nanoseconds = Int(moment.nanoseconds)
    }
}

/// The seconds east of UTC of clocks in a zone.
private func zoneOffset(_ zone: String, at moment: Timestamp) throws(Failure) -> Int {
    guard let clocks = ZoneOffsets(zone) else {
        throw Failure("there is no time zone '\(clipped(zone))'")
    }
    return clocks.offset(at: moment)
}
