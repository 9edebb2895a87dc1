import ArgumentParser
import CEL
import Foundation
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillLoading
import WaybillModel

/// Runs one order with the engine as it is, and dies at a commit that is asked for. Run again on the
/// same store, it goes on where it died. Prints how the run ended and how many commits that took.
@main
struct CrashRunner: AsyncParsableCommand {
    @Argument var workflow: String
    @Option var order: String
    @Option var bindings: String
    @Option var store: String
    @Option(help: "The commit to die at, from 1.") var crashAt: Int?
    @Option(help: "On which side of the commit to die.") var side = CrashSide.before

    func run() async throws {
        let loaded = Loader.load(path: workflow)
        guard let graph = loaded.workflow, let definition = loaded.definition,
            let reached = BindingsLoader.load(
                path: bindings,
                for: graph,
                environment: ProcessInfo.processInfo.environment
            ).bindings
        else { throw ValidationError("the workflow or the bindings cannot be loaded") }
        let input = try JSON(parsing: String(contentsOfFile: order, encoding: .utf8))
        let lease = try StoreLease(
            store: store,
            holder: .thisProcess(command: "CrashRunner", since: Clock.system.now())
        )
        let crash = Crash(at: crashAt, side)
        let journal = InterceptedJournal(try SQLiteJournal(lease), intercept: crash.commit)
        let engine = Engine(EngineParts(journal: journal, handlers: HandlerRegistry(reached)))
        let pinned = PinnedWorkflow(
            workflow: graph,
            definition: try StoredWorkflow.store(definition)
        )
        let state = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await engine.run() }
            let state = try await Self.finish(input, pinned, on: engine, journal)
            engine.stop()
            try await group.waitForAll()
            return state
        }
        print(Self.report(state, commits: crash.commits))
    }

    /// Submits the order, and waits for its end.
    private static func finish(
        _ input: JSON,
        _ workflow: PinnedWorkflow,
        on engine: Engine,
        _ journal: any Journal
    ) async throws -> RunState {
        let notices = engine.notices()
        let run = try await engine.submit(input, to: workflow).run
        let state = RunState(
            id: run,
            workflow: workflow.workflow,
            events: try journal.events(of: run, after: 0)
        )
        if state.end != nil { return state }
        for await notice in notices where notice.run == run && notice.state.end != nil {
            return notice.state
        }
        throw SubmissionError.stopped
    }

    private static func report(_ state: RunState, commits: Int) -> JSON {
        var members = [
            JSON.Member("commits", .number("\(commits)")),
            JSON.Member("status", .string(state.status.rawValue)),
        ]
        switch state.end {
        case .completed(let outcome, let output):
            members.append(JSON.Member("outcome", .string(outcome?.rawValue ?? "")))
            members.append(JSON.Member("output", output))
        case .compensated(let error), .failed(let error, _):
            members.append(JSON.Member("error", .string(error.code.rawValue)))
        case .cancelled, nil: break
        }
        return .object(members)
    }
}
