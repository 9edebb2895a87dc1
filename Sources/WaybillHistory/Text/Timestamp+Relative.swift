import CEL

extension Timestamp {
    /// `2026-06-01 09:00:00 UTC (in 3m)`, or `(5s ago)`.
    func relative(to now: Timestamp) -> String {
        "\(dayAndTime) UTC (\(distance(from: now)))"
    }

    /// `in 3m`, `5s ago` or `now`.
    func distance(from now: Timestamp) -> String {
        let ahead = duration(since: now)
        if ahead >= .milliseconds(1) { return "in \(ahead.brief)" }
        if ahead <= .milliseconds(-1) { return "\((.zero - ahead).brief) ago" }
        return "now"
    }
}
