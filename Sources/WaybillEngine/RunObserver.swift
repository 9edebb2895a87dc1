/// Somebody who hears what happens to runs.
struct RunObserver: Sendable {
    /// Says what a turn did; gives whether there is still somebody who listens.
    let hear: @Sendable ([RunNotice]) -> Bool
    /// Says that nothing more will.
    let end: @Sendable () -> Void

    /// Puts what happens into a stream, as its elements.
    init<Element: Sendable>(
        _ stream: AsyncStream<Element>.Continuation,
        as elements: @escaping @Sendable ([RunNotice]) -> [Element]
    ) {
        hear = { notices in
            for element in elements(notices) {
                if case .terminated = stream.yield(element) { return false }
            }
            return true
        }
        end = { stream.finish() }
    }
}
