package import CEL
package import WaybillDiagnostics

/// A limit on how many are inside a scope at a time, over all runs of a store.
package struct Lock: Sendable {
    /// Gives the lock's name, a string. Scopes of one name share it, whatever workflow they are of.
    package let name: Program
    /// How many may be inside.
    package let slots: Int
    /// How long the scope may wait for its turn; `nil` when the author does not say.
    package let timeout: TimeLimit?
    package let span: Span

    /// What `slots` may be.
    package static let mostSlots = 10_000
    /// How long a name may be, in bytes.
    package static let longestName = 1_024

    package init(name: Program, slots: Int, timeout: TimeLimit?, span: Span) {
        self.name = name
        self.slots = slots
        self.timeout = timeout
        self.span = span
    }
}
