import ArgumentParser
import WaybillDrawing
import WaybillInterpreter
struct ListCommand: ParsableCommand {}
struct StatusCommand: ParsableCommand {}
struct HistoryCommand: ParsableCommand {}
extension RunOverlay { init(_ s: RunState) { self.init(states: [:]) } }
