package import CEL
import WaybillInterpreter
package import WaybillJournal
import WaybillModel

extension OutboxEntry {
    /// The entry for programs.
    package var json: JSON {
        .record([
            ("run", .text(run)),
            ("attempts", .number(attempts)),
            ("last_error", lastError.map(JSON.string)),
            ("event", event.structured),
        ])
    }

    /// A list of entries for a terminal.
    package static func rendered(_ entries: [OutboxEntry], colour: Bool) -> String {
        var table = Table(head: ["PUBLISHED", "TYPE", "ID", "RUN", "DELIVERY"])
        table.rows = entries.map(\.cells)
        return table.rendered(colour: colour) + "\n"
    }

    /// In words, about the run.
    var words: String {
        let event = "\(event.type) \(event.id.clipped(to: 80)) is not delivered"
        return lastError.map { "\(event), failed \(times): \($0)" } ?? "\(event) yet"
    }

    private var cells: [Table.Cell] {
        [
            Table.Cell(event.time.dayAndTime, .quiet),
            Table.Cell(event.type.rawValue.clipped(to: 40), .strong),
            Table.Cell(event.id.clipped(to: 60)),
            Table.Cell(run.rawValue.clipped(to: 60)),
            attempts == 0
                ? Table.Cell("waits for its delivery")
                : Table.Cell("failed \(times): \(lastError?.clipped(to: 100) ?? "")", .bad),
        ]
    }

    private var times: String { attempts == 1 ? "once" : "\(attempts) times" }
}
