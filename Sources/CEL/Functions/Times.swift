/// The sum of a moment and a duration, or of two durations; `nil` for anything else.
func timeSum(_ left: Value, _ right: Value) throws(Failure) -> Value? {
    switch (left, right) {
    case (.timestamp(let moment), .duration(let duration)),
        (.duration(let duration), .timestamp(let moment)):
        return try inRange(moment.adding(duration))
    case (.duration(let left), .duration(let right)): return try inRange(left + right)
    default: return nil
    }
}

/// The difference of moments and durations; `nil` for anything else.
func timeDifference(_ left: Value, _ right: Value) throws(Failure) -> Value? {
    switch (left, right) {
    case (.timestamp(let moment), .duration(let duration)):
        return try inRange(moment.adding(.zero - duration))
    case (.timestamp(let left), .timestamp(let right)):
        // As in cel-go, a difference of moments is held to what 64 bits of nanoseconds hold, which
        // is 292 years.
        let difference = left.duration(since: right)
        guard abs(difference.components.seconds) <= 9_223_372_036 else { throw outOfRange }
        return .duration(difference)
    case (.duration(let left), .duration(let right)): return try inRange(left - right)
    default: return nil
    }
}

/// The duration, unless it is longer than CEL knows.
func inRange(_ duration: Duration) throws(Failure) -> Value {
    guard duration.isInRange else { throw outOfRange }
    return .duration(duration)
}

private func inRange(_ moment: Timestamp?) throws(Failure) -> Value {
    guard let moment else { throw Failure("the timestamp is outside the years 0001 to 9999") }
    return .timestamp(moment)
}

private let outOfRange = Failure("the duration is out of range")
