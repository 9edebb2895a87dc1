package import WaybillInterpreter

/// What one turn did to a run, published once it is durable.
package struct RunNotice: Sendable {
    package let run: RunID
    package let events: [RecordedEvent]
    /// The place of each of them among all that the turn recorded, of whatever runs: a cause stands
    /// before what follows from it.
    package let places: [Int]
    /// After the events.
    package let state: RunState
}
