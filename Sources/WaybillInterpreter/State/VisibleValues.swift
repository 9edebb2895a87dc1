package import CEL
import OrderedCollections
package import WaybillModel

/// What expressions of a list see besides the run's own values.
package struct VisibleValues: Sendable {
    /// The outputs of steps: `steps`.
    package internal(set) var outputs: [StepID: Value] = [:]
    /// The elements and positions that `for_each` gives names to.
    package internal(set) var elements: [String: Value] = [:]
    /// The outputs of the steps of the round before: `previous`.
    package internal(set) var previous: [StepID: Value] = [:]

    package init() {}
}

extension RunState {
    /// What the steps of a list see: what stands in it, and in the lists around it.
    func visibleValues(in list: StepPath) -> VisibleValues {
        var visible = VisibleValues()
        var path: StepPath? = list
        while let current = path, let frame = frames[current] {
            visible.outputs.merge(frame.visible.outputs) { inner, _ in inner }
            visible.elements.merge(frame.visible.elements) { inner, _ in inner }
            visible.previous.merge(frame.visible.previous) { inner, _ in inner }
            path = current.enclosingList
        }
        return visible
    }
}
