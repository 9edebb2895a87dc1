import Foundation
import WaybillDiagnostics
import WaybillHandlers
import WaybillLoading
import WaybillModel

/// Reads the bindings that handlers are reached by.
enum BindingsFile {
    /// The handlers of a bindings file, for the workflows that are to run. Prints what is wrong and
    /// throws when something is.
    static func handlers(_ path: String?, for workflows: [Workflow]) throws -> HandlerRegistry {
        guard let path else {
            let needed = workflows.flatMap(\.calledHandlers)
            if needed.isEmpty { return HandlerRegistry() }
            throw CommandFailure(
                .invalid,
                "nothing is bound to \(needed.map { "`\($0.name)`" }.joined(separator: ", "))",
                help: "say how handlers are reached with --bindings FILE"
            )
        }
        var handlers = HandlerRegistry()
        for workflow in workflows {
            let loaded = BindingsLoader.load(
                path: path,
                for: workflow,
                environment: ProcessInfo.processInfo.environment
            )
            guard let bindings = loaded.bindings else {
                Terminal.write(
                    render(loaded.diagnostics, format: .human, colour: Terminal.errorHasColour)
                )
                throw ExitStatus.invalid
            }
            handlers = HandlerRegistry(bindings)
        }
        return handlers
    }
}
