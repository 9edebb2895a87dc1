import CEL
import WaybillEngine
import WaybillInterpreter

/// Prints what happens to runs, as it happens.
enum ProgressPrinter {
    /// Prints a turn's events; with the run's id where several runs are shown.
    static func print(_ notice: RunNotice, showsRun: Bool) {
        for recorded in notice.events {
            guard let line = ProgressLine(recorded.event, of: notice.state) else { continue }
            let text = line.rendered(at: recorded.time)
            Terminal.print(showsRun ? "\(notice.run)\(text)" : text)
        }
    }
}
