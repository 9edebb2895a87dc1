/// The names that expressions of a workflow may see, each at a fixed position of the values that a
/// ``CEL/Program`` is given. Which of them are declared at a place depends on the place.
package enum ExpressionVariable: String, Hashable, Sendable, CaseIterable {
    case input
    /// A record with a field for each step that is visible at the place.
    case steps
    /// `code`, `message`, `details`, `effect`: in `catch`.
    case error
    /// `id`, `source`, `type`, `subject`, `time`, `data`: in `where`.
    case event
    /// `key`, `input`, `output`: in `compensate`.
    case call
    /// `id`, `workflow`, `started_at`.
    case run
    /// The time of the journal event being handled.
    case now
    /// A record with a field for each step of the round before: in `repeat`.
    case previous

    /// The position among the values given to a program.
    package var slot: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
