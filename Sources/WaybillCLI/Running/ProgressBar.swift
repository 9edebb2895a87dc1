import Foundation

/// A bar on standard error that shows how far a batch is; nothing where that is no terminal.
struct ProgressBar {
    private static let width = 30
    private let isOn = isatty(STDERR_FILENO) == 1
    private var shown = ""

    /// Draws the bar anew, when it has changed.
    mutating func show(_ tally: BatchTally) {
        guard isOn, tally.total > 0 else { return }
        let filled = Self.width * tally.overCount / tally.total
        let bar = String(repeating: "█", count: filled).padding(to: Self.width)
        let line = "\r[\(bar)] \(tally.overCount) of \(tally.total)"
        if line != shown { Terminal.write(line) }
        shown = line
    }

    /// Takes the bar away.
    func clear() {
        if !shown.isEmpty { Terminal.write("\r\u{1B}[K") }
    }
}
