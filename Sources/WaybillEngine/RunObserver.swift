/// Somebody who hears what happens to runs.
struct RunObserver: Sendable {
    /// Says what happened; gives whether there is still somebody who listens.
    let hear: @Sendable (RunNotice) -> Bool
    /// Says that nothing more will.
    let end: @Sendable () -> Void

    /// Puts what happens into a stream, as one of its elements.
    init<Element: Sendable>(
        _ stream: AsyncStream<Element>.Continuation,
        as element: @escaping @Sendable (RunNotice) -> Element
    ) {
        hear = { notice in
            if case .terminated = stream.yield(element(notice)) { false } else { true }
        }
        end = { stream.finish() }
    }
}
