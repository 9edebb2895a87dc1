package import CEL
import WaybillInterpreter
package import WaybillJournal
package import WaybillModel

/// A workflow that events start, as one line of a list.
package struct RegisteredWorkflow: Sendable {
    private let registration: Registration
    private let event: EventType?
    private let version: Int?

    /// `workflow` is what the store keeps of it; `nil` when that is lost.
    package init(_ registration: Registration, workflow: Workflow?) {
        self.registration = registration
        event = workflow?.start?.event.type
        version = workflow?.version
    }

    package var json: JSON {
        .record([
            ("workflow", .text(registration.workflow)),
            ("version", version.map { .number($0) }),
            ("event", event.map(JSON.text)),
            ("digest", .text(registration.digest)),
            ("registered_at", .time(registration.registeredAt)),
        ])
    }

    /// The list for a terminal.
    package static func rendered(
        _ workflows: [RegisteredWorkflow],
        asOf now: Timestamp,
        colour: Bool
    ) -> String {
        var table = Table(head: ["WORKFLOW", "VERSION", "STARTED BY", "REGISTERED"])
        table.rows = workflows.map { workflow in
            [
                Table.Cell(workflow.registration.workflow.rawValue.clipped(to: 60), .strong),
                Table.Cell(workflow.version.map { "\($0)" } ?? "-"),
                Table.Cell(workflow.event?.rawValue.clipped(to: 60) ?? "-"),
                Table.Cell(workflow.registration.registeredAt.relative(to: now), .quiet),
            ]
        }
        return table.rendered(colour: colour) + "\n"
    }
}
