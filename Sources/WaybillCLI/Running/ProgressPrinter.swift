import CEL
import WaybillEngine
import WaybillInterpreter

/// Prints what happens to runs, as it happens.
enum ProgressPrinter {
    /// Prints what a turn did, a cause before what follows from it; with the run's id where several
    /// runs are shown, and it is not `run`.
    static func print(_ notices: [RunNotice], besides run: RunID? = nil) {
        let lines = notices.flatMap { placedLines(of: $0, besides: run) }
            .sorted { $0.place < $1.place }
        for line in lines { Terminal.print(line.text) }
    }

    private static func placedLines(
        of notice: RunNotice,
        besides run: RunID?
    ) -> [(place: Int, text: String)] {
        var previous: Event?
        return zip(notice.places, notice.events).compactMap { place, recorded in
            defer { previous = recorded.event }
            guard !recorded.event.repeats(previous),
                let line = ProgressLine(recorded.event, of: notice.state)
            else { return nil }
            let name = notice.run == run ? nil : notice.run
            return (place, line.rendered(at: recorded.time, of: name))
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
