/// Starts that are at least an interval apart.
actor Pace {
    private let interval: Duration
    private var following: ContinuousClock.Instant

    init(_ interval: Duration) {
        self.interval = interval
        following = .now
    }

    /// The moment at which the next call may start.
    func next() -> ContinuousClock.Instant {
        let start = max(following, .now)
        following = start + interval
        return start
    }
}
