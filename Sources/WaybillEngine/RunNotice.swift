package import WaybillInterpreter

/// What one turn did to a run, published once it is durable.
package struct RunNotice: Sendable {
    package let run: RunID
    package let events: [RecordedEvent]
    /// After the events.
    package let state: RunState
}
