import Foundation
import WaybillDiagnostics
import WaybillHandlers
import WaybillLoading
import WaybillModel

/// Reads the bindings that handlers are reached by.
enum BindingsFile {
    /// The handlers of a bindings file, for the workflows that are to run. Prints what is wrong, and
    /// throws when no workflow can be run with it; runs of the others rest meanwhile.
    static func handlers(_ path: String?, for workflows: [Workflow]) throws -> HandlerRegistry {
        if workflows.isEmpty {
            if let path { try check(path) }
            return HandlerRegistry()
        }
        guard let path else {
            let needed = workflows.flatMap(\.calledHandlers)
            if needed.isEmpty { return HandlerRegistry() }
            throw CommandFailure(
                .invalid,
                "nothing is bound to \(needed.map { "`\($0.name)`" }.joined(separator: ", "))",
                help: "say how handlers are reached with --bindings FILE"
            )
        }
        var handlers: HandlerRegistry?
        // A child run shares its definition with the run it belongs to.
        var seen: Set<[String]> = []
        for workflow in workflows
        where seen.insert([workflow.digest.rawValue, workflow.name.rawValue]).inserted {
            let loaded = BindingsLoader.load(
                path: path,
                for: workflow,
                environment: ProcessInfo.processInfo.environment
            )
            guard let bindings = loaded.bindings else {
                Terminal.write(
                    render(loaded.diagnostics, format: .human, colour: Terminal.errorHasColour)
                )
                continue
            }
            // A mock that workflows share is typed by the first that is bound to it.
            handlers =
                handlers?.merged(with: HandlerRegistry(bindings)) ?? HandlerRegistry(bindings)
        }
        guard let handlers else { throw ExitStatus.invalid }
        return handlers
    }

    /// Throws, having printed what is wrong, when a file is none of bindings, though nothing needs it
    /// now.
    private static func check(_ path: String) throws {
        let loaded = Loader.load(path: path)
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        if case .bindings = loaded.kind, errors.isEmpty { return }
        guard !errors.isEmpty else {
            throw CommandFailure(.invalid, "\(path) is not a file of bindings")
        }
        Terminal.write(render(errors, format: .human, colour: Terminal.errorHasColour))
        throw ExitStatus.invalid
    }
}
