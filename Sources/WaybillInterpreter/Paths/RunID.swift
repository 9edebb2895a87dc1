package import WaybillModel

/// What a run's id names.
package enum RunKind {}

/// The id of a run: `fulfil_order-1001` for a workflow with a key, else with a random part.
package typealias RunID = Name<RunKind>
