import CEL
import WaybillHistory
import WaybillInterpreter
import WaybillModel

/// How a run stands when a command leaves it.
struct RunResult {
    let run: RunID
    let state: RunState
    /// Those of its child runs, and of theirs, that wait for an operator.
    var parkedRuns: [RunID] = []
    /// What the command was given, for the commands that it shows.
    let options: RunnerOptions

    /// For programs.
    var json: JSON {
        var members = [
            JSON.Member("run", .string(run.rawValue)),
            JSON.Member("workflow", .string(state.workflow.name.rawValue)),
            JSON.Member("status", .string(state.status.rawValue)),
        ]
        switch state.end {
        case .completed(let outcome, let output):
            if let outcome { members.append(JSON.Member("outcome", .string(outcome.rawValue))) }
            members.append(JSON.Member("output", output))
        case .compensated(let error): members.append(Self.member(error))
        case .failed(let error, let unresolved):
            members.append(Self.member(error))
            if !unresolved.isEmpty {
                let paths = unresolved.map { JSON.string("\($0)") }
                members.append(JSON.Member("unresolved", .array(paths)))
            }
        case .cancelled(let reason):
            if let reason { members.append(JSON.Member("reason", .string(reason))) }
        case nil:
            if !waits.isEmpty {
                members.append(JSON.Member("waits", .array(waits.map(\.json))))
            }
            if !parkedRuns.isEmpty {
                let names = parkedRuns.map { JSON.string($0.rawValue) }
                members.append(JSON.Member("parked_runs", .array(names)))
            }
        }
        return .object(members)
    }

    /// For people, in one line or a few.
    var text: String {
        switch state.end {
        case .completed(let outcome, let output):
            let ending = "\(run) completed" + (outcome.map { ": \($0)" } ?? "")
            return output == .null ? ending : "\(ending)\n\(output.prettyPrinted)"
        case .compensated(let error):
            return "\(run) compensated: everything is undone after \(error.summary)"
        case .failed(let error, let unresolved):
            let left = unresolved.map { "\($0)" }.joined(separator: ", ")
            return "\(run) failed: \(error.summary)"
                + (left.isEmpty ? "" : "\n  left unsettled: \(left)")
        case .cancelled(let reason):
            return "\(run) cancelled" + (reason.map { ": \($0)" } ?? "")
        case nil: return resting
        }
    }

    private var resting: String {
        let parked = state.parkedOperations.map { parked in
            let undo = parked.id.direction == .undo ? "the undo of " : ""
            return "  \(undo)\(parked.id.path): \(parked.error.summary)"
        }
        let children = parkedRuns.map { "  run \($0), which belongs to it, is parked" }
        let needy = parked.isEmpty ? parkedRuns.first ?? run : run
        let lines =
            (parked.isEmpty ? waits.map(\.text) : parked) + children + [
                "  what to do: waybill status \(needy)\(options.store.argument)",
                "  go on with: \(options.resumeCommand)",
            ]
        return (["\(run) \(state.status.rawValue)"] + lines).joined(separator: "\n")
    }

    private var waits: [Wait] {
        state.commands.compactMap { command in
            switch command {
            case .await(let subscription): .event(subscription)
            case .wake(.wait(let path), let time): .time(path, .wait, time)
            case .wake(.settled(let path), let time): .time(path, .undo, time)
            case .wake(.retry(let id, _), let time): .time(id.path, .retry, time)
            case .acquire(let path, let claim): .lock(path, claim.name)
            case .child(let child): .run(child)
            case .start, .invoke, .scheduleRetry, .wake: nil
            }
        }
    }

    /// Why a step waits for a time.
    private enum Reason {
        case wait
        case retry
        /// Its call, which was never answered, can still take effect.
        case undo

        func text(_ time: Timestamp) -> String {
            switch self {
            case .wait: "waits until \(time.dayAndTime) UTC"
            case .retry: "is tried again at \(time.dayAndTime) UTC"
            case .undo:
                "is undone at \(time.dayAndTime) UTC, when its call can no longer take effect"
            }
        }
    }

    /// Something that a run waits for.
    private enum Wait {
        case event(Subscription)
        case time(StepPath, Reason, Timestamp)
        case lock(StepPath, LockName)
        case run(ChildCommand)

        var text: String {
            switch self {
            case .event(let subscription):
                return "  \(subscription.path) \(subscription.text)"
            case .run(let child): return "  \(child.path) waits for run \(child.run)"
            case .time(let path, let reason, let time): return "  \(path) \(reason.text(time))"
            case .lock(let path, let name): return "  \(path) waits for the lock \(name)"
            }
        }

        var json: JSON {
            switch self {
            case .event(let subscription):
                .object([
                    JSON.Member("step", .string("\(subscription.path)")),
                    subscription.typeMember,
                    JSON.Member("match", .object(subscription.match)),
                ])
            case .run(let child):
                .object([
                    JSON.Member("step", .string("\(child.path)")),
                    JSON.Member("run", .string(child.run.rawValue)),
                ])
            case .time(let path, _, let time):
                .object([
                    JSON.Member("step", .string("\(path)")),
                    JSON.Member("until", .string(time.rfc3339)),
                ])
            case .lock(let path, let name):
                .object([
                    JSON.Member("step", .string("\(path)")),
                    JSON.Member("lock", .string(name.rawValue)),
                ])
            }
        }
    }

    private static func member(_ error: StepError) -> JSON.Member {
        JSON.Member(
            "error",
            .object([
                JSON.Member("code", .string(error.code.rawValue)),
                JSON.Member("message", .string(error.message)),
            ])
        )
    }
}
