/// When a failed call or scope is tried again.
package struct RetryPolicy: Hashable, Sendable {
    package enum MaxAttempts: Hashable, Sendable {
        /// In all, the first included.
        case limited(Int)
        case unlimited
    }

    /// How the delay before an attempt is spread, so that callers do not return in step.
    package enum Jitter: String, Hashable, Sendable, CaseIterable {
        /// Anything from nothing to the whole delay.
        case full
        case none
    }

    /// Which error codes are tried again.
    package enum Filter: Hashable, Sendable {
        case all
        case only([ErrorCode])
        case except([ErrorCode])
    }

    package let maxAttempts: MaxAttempts
    package let initialDelay: Duration
    /// 1 is constant.
    package let multiplier: Double
    package let maxDelay: Duration
    package let jitter: Jitter
    /// A budget for the step as a whole, queueing included.
    package let maxElapsed: Duration?
    package let filter: Filter

    package init(
        maxAttempts: MaxAttempts,
        initialDelay: Duration = .milliseconds(200),
        multiplier: Double = 2,
        maxDelay: Duration = .seconds(30),
        jitter: Jitter = .full,
        maxElapsed: Duration? = nil,
        filter: Filter = .all
    ) {
        self.maxAttempts = maxAttempts
        self.initialDelay = initialDelay
        self.multiplier = multiplier
        self.maxDelay = maxDelay
        self.jitter = jitter
        self.maxElapsed = maxElapsed
        self.filter = filter
    }

    /// One attempt and no more.
    package static let never = RetryPolicy(maxAttempts: .limited(1))

    /// What an undo does unless it says otherwise: it goes on for 24 hours.
    package static let compensation = RetryPolicy(
        maxAttempts: .unlimited,
        initialDelay: .milliseconds(500),
        multiplier: 2,
        maxDelay: .seconds(60),
        jitter: .full,
        maxElapsed: .seconds(24 * 60 * 60)
    )

    /// Whether another attempt may follow that many, by number alone.
    package func allowsAttempt(after attempts: Int) -> Bool {
        switch maxAttempts {
        case .unlimited: true
        case .limited(let most): attempts < most
        }
    }

    /// Whether the filter lets a code be tried again.
    package func covers(_ code: ErrorCode) -> Bool {
        switch filter {
        case .all: true
        case .only(let codes): codes.contains(code)
        case .except(let codes): !codes.contains(code)
        }
    }

    /// The delay after that many attempts, before jitter: it grows by `multiplier` up to `maxDelay`.
    package func delay(after attempts: Int) -> Duration {
        var delay = initialDelay
        // The loop ends as soon as the ceiling is reached, so a huge count costs nothing.
        for _ in 1..<max(1, min(attempts, 64)) {
            if delay >= maxDelay { break }
            delay = delay * multiplier
        }
        return min(delay, maxDelay)
    }
}

/// How long something may take.
package enum TimeLimit: Hashable, Sendable {
    case after(Duration)
    /// The author wrote `timeout: never`.
    case never

    /// The duration; `nil` for never.
    package var duration: Duration? {
        switch self {
        case .after(let duration): duration
        case .never: nil
        }
    }
}
