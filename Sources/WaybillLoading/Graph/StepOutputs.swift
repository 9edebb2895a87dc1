import CEL
import WaybillModel

/// The type of each step's output, of the steps walked so far. One object for all places, since a copy
/// for each would make the walk's work grow with the square of the steps.
final class StepOutputs {
    private var types: [NodeID: ValueType] = [:]

    subscript(node: NodeID) -> ValueType? {
        get { types[node] }
        set { types[node] = newValue }
    }

    /// The steps walked so far.
    var nodes: some Collection<NodeID> { types.keys }
}
