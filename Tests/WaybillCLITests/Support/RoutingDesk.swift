import Foundation
import ProcessSupport

/// A desk with the shipped policies, an order that no single site has, and a workflow that sources it.
struct RoutingDesk {
    let desk: Desk
    /// What is decided about.
    let input: String

    init() throws {
        desk = try Desk()
        input = try Self.shipped("order.json")
        try desk.folder.write(Self.shipped("policies.yaml"), to: "sourcing.yaml")
        try desk.folder.write(Self.workflow, to: "sell.yaml")
        try desk.folder.write(input, to: "input.json")
    }

    private static func shipped(_ name: String) throws -> String {
        try String(contentsOfFile: Workflows.path("routing/\(name)"), encoding: .utf8)
    }

    static let now = "2026-06-01T09:30:00Z"

    private static let declarations = """
        waybill: 1
        workflow: sell
        use: [sourcing.yaml]
        types:
          Place: { latitude: double, longitude: double }
          Order:
            lines: "[Line]"
            ship_to: { location: Place, time_zone: string }
            promise_by: timestamp
          Line: { sku: string, quantity: int, weight_kg: decimal, ground_only: bool }
          Site:
            id: string
            open: bool
            stock: map<int>
            location: Place
            cut_off: string
            time_zone: string
            handling: decimal
            picking: decimal
          Service: { id: string, air: bool, zones: "[Zone]" }
          Zone: { up_to_km: int, per_parcel: decimal, per_kg: decimal, transit_days: int }
        input: { order: Order, sites: "[Site]", services: "[Service]" }
        output: { sites: "[string]" }
        outcomes: { sold: keep }

        """

    static let workflow =
        declarations + """
            steps:
              - step: source
                allocate: closest
                with:
                  order: ${ input.order }
                  sites: ${ input.sites }
                  services: ${ input.services }
              - step: done
                finish: sold
                output: { sites: "${ steps.source.parcels.map(p, p.site) }" }
            """

    /// The same, which decides twice.
    static let workflowOfRounds =
        declarations + """
            steps:
              - step: again
                repeat: 3
                until: steps.count.rounds == 2
                steps:
                  - step: source
                    allocate: closest
                    with:
                      order: ${ input.order }
                      sites: ${ input.sites }
                      services: ${ input.services }
                  - step: count
                    set: { rounds: "${ previous.?count.?rounds.orValue(0) + 1 }" }
              - step: done
                finish: sold
                output: { sites: [] }
            """

    /// Decides about the input by a policy.
    func plan(_ policy: String, _ options: String...) async throws -> ToolProcess.Ending {
        try await desk.waybill(
            [
                "routing", "plan", "--policy", policy, "--input", "input.json", "--now", Self.now,
            ] + options
        )
    }
}
