import CEL
import WaybillDrawing
import WaybillHistory
import WaybillInterpreter

extension SourcingMap {
    /// The map of a plan for what was given.
    init(of plan: JSON, for input: AllocationInput) {
        let given = if case .array(let sites) = input.sites { sites } else { [JSON]() }
        let parcels = Dictionary(grouping: plan.list("parcels")) { $0.text("site") }
        let explain = plan["explain"] ?? .null
        let rejected = Dictionary(
            explain.list("rejected").map { ($0.text("site"), $0.text("by")) },
            uniquingKeysWith: { first, _ in first }
        )
        let others = Set(
            explain.list("alternatives").flatMap { $0.list("parcels") }.map { $0.text("site") }
        )
        let sites = given.map { site in
            let id = site.text("id")
            let role: Role =
                if let sent = parcels[id] {
                    .chosen(sent.map(Parcel.init))
                } else if let reason = rejected[id] {
                    .rejected(by: reason)
                } else if others.contains(id) {
                    .alternative
                } else {
                    .idle
                }
            return Site(id: id, place: site["location"].flatMap(Place.init), role: role)
        }
        let names = plan.list("parcels").map { "\($0.text("site")) by \($0.text("service"))" }
        let more = names.count - Self.mostNamesInTitle
        let shown = names.prefix(Self.mostNamesInTitle) + (more > 0 ? ["\(more) more"] : [])
        let sent = names.isEmpty ? "" : ": \(shown.joined(separator: ", "))"
        self.init(
            title: "\(plan.text("decision"))\(sent); \(plan.money("total")) in all",
            destination: input.order["ship_to"]?["location"].flatMap(Place.init),
            sites: sites.sorted { $0.id < $1.id }
        )
    }

    /// As many as there is room for on one line, unless their ids are long.
    private static let mostNamesInTitle = 3
}

extension SourcingMap.Place {
    fileprivate init?(_ location: JSON) {
        guard let latitude = Double(location.text("latitude")),
            let longitude = Double(location.text("longitude"))
        else { return nil }
        self.init(latitude: latitude, longitude: longitude)
    }
}

extension SourcingMap.Parcel {
    fileprivate init(_ parcel: JSON) {
        let units = parcel.list("lines").reduce(0) { $0 + (Int($1.text("quantity")) ?? 0) }
        let carried = "\(units) \(units == 1 ? "unit" : "units")"
        self.init(
            notes: [
                "\(parcel.text("id")): \(carried) by \(parcel.text("service"))",
                "\(parcel.text("ship_at").prefix(10)) – \(parcel.text("arrive_by").prefix(10)) UTC",
            ],
            units: units
        )
    }
}
