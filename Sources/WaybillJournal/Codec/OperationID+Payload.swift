import WaybillInterpreter
import WaybillModel

extension OperationID: PayloadObject {
    /// `path`, and `direction` when it is an undo: `undo`, or `undo/ID` for one of its steps.
    var payload: Payload {
        let undo = "undo" + (undoStep.map { "/\($0)" } ?? "")
        return ["path": path, "direction": direction == .forward ? nil : undo]
    }

    init(_ payload: Payload) throws(PayloadError) {
        let path: StepPath = try payload["path"]
        guard let direction: String = try payload.optional("direction") else {
            self.init(path)
            return
        }
        let parts = direction.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.first == "undo" else {
            throw PayloadError(at: "direction", "is neither `undo` nor `undo/` and a step")
        }
        self.init(undoing: path, by: parts.count == 2 ? StepID(parts[1]) : nil)
    }
}
