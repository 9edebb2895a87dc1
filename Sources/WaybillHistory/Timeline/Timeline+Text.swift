import CEL
import WaybillInterpreter
import WaybillModel

extension Timeline {
    /// The story for a terminal: when, how long since the start, where, and what happened. Text is
    /// wrapped to `width` columns. Of a long story only the `last` entries are told.
    package func rendered(colour: Bool, width: Int = 100, last: Int = .max) -> String {
        let told = entries.suffix(last)
        let earlier = entries.count - told.count
        let rows = TimelineRow.rows(of: told.map { ($0, $0.time, $0.sequence, $0.step) })
        let lines =
            [heading(colour)]
            + (earlier > 0 ? ["  … \(earlier) earlier entries are left out"] : [])
            + TimelineColumns.lines(
                of: rows,
                startedAt: startedAt,
                width: width,
                colour: colour
            )
        return lines.joined(separator: "\n") + "\n"
    }

    /// The run, how it stands, and how long it took.
    func heading(_ colour: Bool) -> String {
        let key = key.map { ", key \($0.clipped(to: 60))" } ?? ""
        let name = Ink.strong.paint(run.rawValue.clipped(to: 80), colour: colour)
        let standing = status.ink.paint(status.rawValue, colour: colour)
        let ending = outcome.map { " (\($0))" } ?? ""
        // A parked run has stopped as well, and how long ago is not known here.
        let hasStopped = status.isFinal || status == .parked
        let took = "\(hasStopped ? "after" : "for") \(duration.brief)"
        return "\(name): \(standing)\(ending) \(took), workflow \(workflow)\(key)"
    }
}

extension RunStatus {
    var ink: Ink {
        switch self {
        case .running, .waiting: .active
        case .compensating, .compensated, .cancelled: .attention
        case .parked, .failed: .bad
        case .completed: .good
        }
    }
}
