package import CEL
import Foundation

/// Where the engine reads the time. Nothing below the engine does.
package struct Clock: Sendable {
    package let now: @Sendable () -> Timestamp

    package init(now: @escaping @Sendable () -> Timestamp) { self.now = now }

    /// The machine's clock, in UTC.
    package static let system = Clock {
        let seconds = Date().timeIntervalSince1970
        let whole = seconds.rounded(.down)
        return Timestamp(
            seconds: Int64(whole),
            nanoseconds: Int32((seconds - whole) * 1_000_000) * 1_000
        )
            ?? .earliest
    }
}
