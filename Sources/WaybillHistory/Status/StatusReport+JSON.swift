package import CEL
import WaybillInterpreter
import WaybillJournal
import WaybillModel

extension StatusReport {
    /// The report for programs. The names of the members are stable; times are RFC 3339.
    package var json: JSON {
        .record(
            [
                ("run", .text(record.id)),
                ("workflow", .text(record.workflow)),
                ("key", record.key.map(JSON.string)),
                ("correlation", .text(record.correlation)),
                ("definition", .text(record.digest)),
                ("status", .string(status.rawValue)),
                ("started_at", .time(record.startedAt)),
                ("updated_at", .time(record.updatedAt)),
                ("ending", ending.map { .string($0.status.rawValue) }),
                ("deadline", deadline.map(JSON.time)),
                ("pivot", pivotJSON),
                (
                    "cancel_requested",
                    cancellation.map { .record([("reason", $0.reason.map(JSON.string))]) }
                ),
                (
                    "parent",
                    parent.map { .record([("run", .text($0.run)), ("step", .text($0.path))]) }
                ),
                ("children", children.isEmpty ? nil : .array(children.map(\.json))),
                ("decisions", decisions.isEmpty ? nil : .array(decisions.map(\.json))),
                ("now", .array(activities.map(json(of:)))),
                ("locks", locks.isEmpty ? nil : .array(locks.map(\.json))),
                ("parked", .array(parked.map(\.json))),
                ("undo", .array(undoable.map(\.json))),
                ("warnings", .array(warnings.map(\.json))),
                ("undelivered", undelivered.map(\.json)),
            ] + endMembers
        )
    }

    private func json(of activity: RunActivity) -> JSON {
        let lines = (sends[activity.path] ?? []).map { JSON.string($0.line) }
        guard let first = lines.first, case .object(let members) = activity.json else {
            return activity.json
        }
        let commands =
            lines.count == 1
            ? JSON.Member("command", first) : JSON.Member("commands", .array(lines))
        return .object(members + [commands])
    }

    private var pivotJSON: JSON? {
        switch pivot {
        case .ahead:
            pivotStep.map { .record([("step", .text($0)), ("state", .string("ahead"))]) }
        case .inDoubt(let path): .record([("step", .text(path)), ("state", .string("in_doubt"))])
        case .passed(let path): .record([("step", .text(path)), ("state", .string("passed"))])
        }
    }

    private var endMembers: [(name: String, value: JSON?)] {
        switch end {
        case .completed(let outcome, let output):
            [("outcome", outcome.map(JSON.text)), ("output", output)]
        case .compensated(let error): [("error", error.json)]
        case .failed(let error, let unresolved):
            [("error", error.json), ("unresolved", .array(unresolved.map(JSON.text)))]
        case .cancelled(let reason): [("reason", reason.map(JSON.string))]
        case nil: failure.map { [("error", $0.json)] } ?? []
        }
    }
}

extension StatusReport.Parked {
    fileprivate var json: JSON {
        .record([
            ("step", .text(operation.path)),
            ("direction", .string(operation.direction.rawValue)),
            ("undo_step", operation.undoStep.map(JSON.text)),
            ("error", error.json),
            ("commands", .array(commands.map { .string($0.line) })),
        ])
    }
}

extension StatusReport.Decision {
    fileprivate var json: JSON {
        // The plan is among the details of the error.
        let error = outcome.error.map { error in
            StepError(code: error.code, message: error.message, effect: error.effect)
        }
        return .record([("step", .text(path)), ("plan", outcome.plan), ("error", error?.json)])
    }
}

extension LockClaim {
    fileprivate var json: JSON {
        .record([("name", .text(name)), ("since", acquiredAt.map(JSON.time))])
    }
}

extension StatusReport.Undoable {
    fileprivate var json: JSON {
        .record([
            ("step", .text(path)),
            ("by", .array(means.map { .record([$0.member]) })),
            ("effect", .string(effect.rawValue)),
        ])
    }
}

extension StatusReport.Undoable.Means {
    fileprivate var member: (String, JSON?) {
        switch self {
        case .handler(let handler): ("handler", .text(handler))
        case .event(let type): ("event", .text(type))
        case .run(let run): ("run", .text(run))
        }
    }
}

extension StatusReport.ChildReport {
    fileprivate var json: JSON {
        .record([
            ("run", .text(run)),
            ("status", status.map { .string($0.rawValue) }),
            ("command", .string(command.line)),
        ])
    }
}

extension Warning {
    fileprivate var json: JSON {
        .record([("step", .text(path)), ("time", .time(time)), ("text", .string(text))])
    }
}
