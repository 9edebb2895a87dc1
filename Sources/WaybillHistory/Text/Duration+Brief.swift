import WaybillModel

extension Duration {
    /// The duration in two units at most: `12ms`, `1.23s`, `4m10s`, `2d1h`.
    var brief: String {
        if self < .zero { return "-" + (.zero - self).brief }
        let seconds = components.seconds
        let units: [Int64] = [86_400, 3_600, 60, 1]
        guard seconds >= 60, let largest = units.firstIndex(where: { seconds >= $0 }) else {
            return seconds < 1 ? text : rounded(toMilliseconds: 10).text
        }
        let finest = units[min(largest + 1, units.count - 1)]
        return Duration.seconds(seconds / finest * finest).text
    }

    /// In whole milliseconds, as programs take it.
    var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        return overflow ? .max : whole + attoseconds / 1_000_000_000_000_000
    }

    /// Cut down to a multiple of some milliseconds.
    private func rounded(toMilliseconds step: Int64) -> Duration {
        .milliseconds(milliseconds / step * step)
    }
}
