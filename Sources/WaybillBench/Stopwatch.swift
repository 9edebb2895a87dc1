/// Measures work by the machine's monotonic clock.
enum Stopwatch {
    /// Repeats work that tells how much of something it did until that many seconds are over, once
    /// at least; gives how much was done in a second.
    static func rate(seconds: Double, _ work: () throws -> Int) rethrows -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        var elapsed = Duration.zero
        repeat {
            count += try work()
            elapsed = start.duration(to: clock.now)
        } while elapsed.seconds < seconds
        return Double(count) / elapsed.seconds
    }

    /// The shortest of several times that work takes, the first left out.
    static func time(repeating count: Int, _ work: () throws -> Void) rethrows -> Duration {
        try work()
        let times = try (0..<count).map { _ in try ContinuousClock().measure(work) }
        return times.min() ?? .zero
    }
}
