import CEL
import WaybillEngine
import WaybillInterpreter

/// Prints what happens to runs, as it happens.
enum ProgressPrinter {
    /// Prints a turn's events; with the run's id where several runs are shown.
    static func print(_ notice: RunNotice, showsRun: Bool) {
        var previous: Event?
        for recorded in notice.events {
            defer { previous = recorded.event }
            guard !recorded.event.repeats(previous),
                let line = ProgressLine(recorded.event, of: notice.state)
            else { continue }
            let text = line.rendered(at: recorded.time)
            Terminal.print(showsRun ? "\(notice.run)\(text)" : text)
        }
    }
}

extension Event {
    /// Whether an event says only what the one before it said: the attempt that failed was the last.
    fileprivate func repeats(_ previous: Event?) -> Bool {
        guard case .stepFailed(let path, let error) = self,
            case .attemptFailed(let id, _, let failure) = previous
        else { return false }
        return id.path == path && failure.error.code == error.code
    }
}
