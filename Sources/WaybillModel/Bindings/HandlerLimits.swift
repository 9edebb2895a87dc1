/// How hard a handler may be driven, over all runs of one process.
package struct HandlerLimits: Hashable, Sendable {
    /// How many calls may be out at once; `nil` for any number.
    package let concurrency: Int?
    /// The least time from the start of one call to that of the next: `200/s` is 5 ms; `nil` for
    /// none.
    package let interval: Duration?

    package init(concurrency: Int? = nil, interval: Duration? = nil) {
        self.concurrency = concurrency
        self.interval = interval
    }
}
