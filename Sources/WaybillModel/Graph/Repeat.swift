package import CEL

/// A body that runs in rounds until a condition holds at the end of one.
package struct Repeat: Sendable {
    /// The most rounds; when none of them was the last, the step fails with `exhausted`.
    package let rounds: Int
    package let until: Program
    /// From the start of one round to the start of the next, unless that one takes longer.
    package let every: Duration?
    package let body: ScopeID
    /// What each round gives.
    package let collect: Program?

    /// What `repeat` may be.
    package static let mostRounds = 10_000

    package init(
        rounds: Int,
        until: Program,
        every: Duration?,
        body: ScopeID,
        collect: Program?
    ) {
        self.rounds = rounds
        self.until = until
        self.every = every
        self.body = body
        self.collect = collect
    }
}
