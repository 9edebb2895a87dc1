import CEL
import WaybillInterpreter
import WaybillModel

extension RunActivity {
    /// In words, for a person who looks at the run now.
    func words(at now: Timestamp) -> String {
        let handler = handler.map { "\($0)" } ?? ""
        let due = dueText(at: now)
        switch kind {
        case .queued: return "waits for room to call \(handler), attempt \(attempt)"
        case .calling: return "calls \(handler)\(progress(at: now))"
        case .undoing: return "is undone by \(handler)\(progress(at: now))"
        case .settling:
            return "asks \(handler) whether it took effect\(progress(at: now))"
        case .retrying:
            let failure = error.map { ", after \($0.summary)" } ?? ""
            let what = handler.isEmpty ? "is tried again" : "calls \(handler) again"
            return "\(what) \(due), attempt \(attempt)\(failure)"
        case .waiting: return "waits until \(dueAt?.relative(to: now) ?? "later")"
        case .awaiting:
            let fields = match.map { "\($0.name) = \($0.value.words)" }.joined(separator: ", ")
            let with = fields.isEmpty ? "" : " with \(fields)"
            let limit = dueAt.map { ", until \($0.relative(to: now))" } ?? ""
            let reminder = remindsAt.map { ", reminds \($0.distance(from: now))" } ?? ""
            return "waits for \(eventNames)\(with)\(limit)\(reminder)"
        case .locking:
            let limit = dueAt.map { ", until \($0.relative(to: now))" } ?? ""
            let since = since.map { ", asked for \($0.distance(from: now))" } ?? ""
            return "waits for the lock \(lock?.words ?? "")\(since)\(heldBy)\(limit)"
        case .runningChild:
            let limit = dueAt.map { ", until \($0.relative(to: now))" } ?? ""
            return "waits for run \(child)\(limit)"
        case .cancellingChild: return "has run \(child) cancelled"
        case .undoingChild: return "is undone by run \(child)"
        case .unsettled:
            return "is undone \(due), when its call can no longer take effect"
        }
    }

    private var eventNames: String { events.map(\.rawValue).joined(separator: " or ") }

    /// In few words, for a list.
    func shortWords(at now: Timestamp) -> String {
        let handler = handler.map { "\($0)" } ?? ""
        switch kind {
        case .queued, .calling: return "calls \(handler), attempt \(attempt)"
        case .undoing: return "is undone by \(handler), attempt \(attempt)"
        case .settling: return "asks \(handler) whether it took effect"
        case .retrying: return "is tried again \(dueText(at: now)), attempt \(attempt)"
        case .waiting: return "waits, due \(dueAt?.distance(from: now) ?? "later")"
        case .awaiting: return "waits for \(eventNames)"
        case .locking: return "waits for the lock \(lock?.words ?? "")\(heldBy)"
        case .runningChild: return "waits for run \(child)"
        case .cancellingChild: return "has run \(child) cancelled"
        case .undoingChild: return "is undone by run \(child)"
        case .unsettled: return "is undone \(dueText(at: now))"
        }
    }

    /// Who holds the lock, where that is known.
    private var heldBy: String {
        guard let first = holders.first else { return "" }
        let others = holders.count > 1 ? " and \(holders.count - 1) more" : ""
        return ", held by \(first.rawValue.clipped(to: 60))\(others)"
    }

    private var child: String { run.map { "\($0)" } ?? "" }

    /// `in 3s`; when the time has passed and no process has acted upon it yet, `(due 3s ago)`.
    private func dueText(at now: Timestamp) -> String {
        guard let dueAt else { return "soon" }
        let distance = dueAt.distance(from: now)
        return dueAt > now ? distance : "(due \(distance))"
    }

    /// The attempt that is out, and when its answer is due.
    private func progress(at now: Timestamp) -> String {
        let since = since.map { ", sent \($0.distance(from: now))" } ?? ""
        let due = dueAt.map { ", an answer is due \($0.distance(from: now))" } ?? ""
        let failure = error.map { "; before it \($0.summary)" } ?? ""
        return ", attempt \(attempt)\(since)\(due)\(failure)"
    }

    var json: JSON {
        .record([
            ("kind", .string(kind.rawValue)),
            ("step", .text(path)),
            ("handler", handler.map(JSON.text)),
            ("run", run.map(JSON.text)),
            ("attempt", attempt == 0 ? nil : .number(attempt)),
            ("since", since.map(JSON.time)),
            ("due_at", dueAt.map(JSON.time)),
            ("event", events.count == 1 ? events.first.map(JSON.text) : nil),
            ("events", events.count > 1 ? .array(events.map(JSON.text)) : nil),
            ("match", match.isEmpty ? nil : .object(match)),
            ("lock", lock.map(JSON.text)),
            ("holders", holders.isEmpty ? nil : .array(holders.map(JSON.text))),
            ("reminds_at", remindsAt.map(JSON.time)),
            ("error", error?.json),
        ])
    }
}
