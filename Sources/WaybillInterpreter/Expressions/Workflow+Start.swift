package import CEL
package import WaybillModel

extension Workflow {
    /// An event with its data as the workflow declares it, so that equal values are equal however
    /// they were written. Throws when its data is not so.
    package func typed(_ event: CloudEvent) throws(JSONMismatch) -> CloudEvent {
        guard let declared = events.first(where: { $0.type == event.type }) else { return event }
        return event.with(data: try Value(event.data, as: declared.data).json)
    }

    /// The input of the run that an event starts; `nil` when it starts none. The event's data has
    /// the type that the workflow declares. Throws when an expression of `start` fails.
    package func input(startedBy event: CloudEvent) throws(StepError) -> JSON? {
        guard let start, start.event.type == event.type else { return nil }
        // Nothing of a run is read: there is none yet.
        let state = RunState(id: "", workflow: self)
        let context = ExpressionContext(visible: VisibleValues(), event: event)
        if let condition = start.condition, try !state.holds(condition, in: context) { return nil }
        guard let input = start.input else { return .null }
        return try state.evaluate(input, in: context)
    }
}
