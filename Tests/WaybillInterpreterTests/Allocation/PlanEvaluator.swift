import CEL
import Foundation
import WaybillInterpreter
import WaybillModel

/// What a plan costs and whether it may be carried out, from what is given alone: written against the
/// description of the language, with Foundation's calendar and decimals, and not against the code.
struct PlanEvaluator {
    struct Finding: Error { let what: String }

    let allocation: Allocation
    let order: JSON
    let sites: [JSON]
    let services: [JSON]
    let allocated: [JSON]

    init(_ allocation: Allocation) throws {
        self.allocation = allocation
        let input = try allocation.input
        order = input.order
        sites = input.sites.list
        services = input.services.list
        allocated = input.allocated?.list ?? []
    }

    /// The total of a plan; throws when it breaks a limit, or a part of its cost is wrong.
    func total(of plan: JSON) throws -> Decimal {
        let parcels = plan.elements(at: "parcels")
        let (most, penalty) = split
        try check(allocated.count + parcels.count <= max(most, allocated.count), "too many parcels")
        var total = Decimal(max(0, parcels.count - (allocated.isEmpty ? 1 : 0))) * penalty
        for parcel in parcels { total += try cost(of: parcel) }
        try checkStock(of: parcels)
        try checkUnits(of: parcels, and: plan.elements(at: "unfilled"))
        switch allocation.unfilled {
        case .backorder(let cost), .cancel(let cost):
            total += cost * Decimal(plan.elements(at: "unfilled").reduce(0) { $0 + $1.units })
        case .fail: break
        }
        return total
    }

    private var split: (Int, Decimal) {
        switch allocation.split {
        case .never: (1, 0)
        case .upTo(let parcels, let penalty): (parcels, penalty)
        }
    }

    // MARK: - A parcel

    private func cost(of parcel: JSON) throws -> Decimal {
        let site = try site(of: parcel)
        guard let service = services.first(where: { $0["id"] == parcel["service"] }) else {
            throw Finding(what: "no such service")
        }
        let distance = distance(from: site)
        let zone = try zone(of: service, from: site, distance)
        try check(site["open"] == .bool(true), "the site is closed")
        try check(distance.map { ($0 / 1_000).rounded(.up) < 1_500 } ?? true, "too far")
        let day = try shipDay(of: parcel)
        let first = readyDay(of: site, at: try moment(allocation.now))
        var most = 0
        if case .upTo(let wait, _) = allocation.hold {
            most = Int(wait.components.seconds) / 86_400
        }
        try check((first...first + most).contains(day), "leaves on the wrong day")
        let late = try daysLate(day + (zone.number("transit_days") ?? 0))
        let lines = parcel.elements(at: "lines")
        try check(!lines.isEmpty, "is empty")
        var (weight, units) = (Decimal(0), 0)
        for line in lines {
            let isGround = line["ground_only"] == .bool(true)
            try check(!isGround || service["id"] != .string("fast"), "may not fly")
            let kilograms = line.decimal(at: "weight_kg") ?? 0
            weight += kilograms * (zone.decimal(at: "per_kg") ?? 0) * Decimal(line.units)
            units += line.units
        }
        var lateness = Decimal(0)
        switch allocation.promise {
        case .hard: try check(late == 0, "is late")
        case .soft(let price): lateness = price * Decimal(late * units)
        }
        let parts = [
            "parcel": zone.decimal(at: "per_parcel") ?? 0,
            "handling": site.decimal(at: "handling") ?? 0,
            "weight": weight,
            "picking": (site.decimal(at: "picking") ?? 0) * Decimal(units),
            "lateness": lateness,
        ]
        for (part, cost) in parts {
            try check(parcel.decimal(at: "cost.\(part)") == cost, "\(part) is not \(cost)")
        }
        return parts.values.reduce(0, +)
    }

    private func site(of parcel: JSON) throws -> JSON {
        guard let site = sites.first(where: { $0["id"] == parcel["site"] }) else {
            throw Finding(what: "no such site")
        }
        return site
    }

    private func zone(of service: JSON, from site: JSON, _ distance: Double?) throws -> JSON {
        for zone in service.elements(at: "zones") {
            if let name = zone["zone"], name != site["zone"] { continue }
            if let most = zone.number("up_to_km") {
                guard let distance, distance.rounded() <= Double(most) * 1_000 else { continue }
            }
            return zone
        }
        throw Finding(what: "the service does not reach the customer")
    }

    /// In metres, by the angle between two vectors.
    private func distance(from site: JSON) -> Double? {
        func vector(_ place: JSON?) -> [Double]? {
            guard let latitude = place?.text(at: "latitude").flatMap(Double.init),
                let longitude = place?.text(at: "longitude").flatMap(Double.init)
            else { return nil }
            let (north, east) = (latitude * .pi / 180, longitude * .pi / 180)
            return [cos(north) * cos(east), cos(north) * sin(east), sin(north)]
        }
        guard let from = vector(site["location"]), let to = vector(order[at: "ship_to.location"])
        else { return nil }
        let cross = [
            from[1] * to[2] - from[2] * to[1], from[2] * to[0] - from[0] * to[2],
            from[0] * to[1] - from[1] * to[0],
        ]
        let sine = cross.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return 6_371_008.8 * atan2(sine, zip(from, to).reduce(0) { $0 + $1.0 * $1.1 })
    }

    // MARK: - Days, since the year 2000

    private func calendar(_ zone: String?) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone.flatMap { TimeZone(identifier: $0) } ?? .gmt
        return calendar
    }

    private func day(of date: Date, in calendar: Calendar) -> Int {
        let epoch = calendar.date(from: DateComponents(year: 2_000, month: 1, day: 1)) ?? date
        let start = calendar.startOfDay(for: date)
        return calendar.dateComponents([.day], from: epoch, to: start).day ?? 0
    }

    private func moment(_ text: String?) throws -> Date {
        guard let text, let date = try? Date(text, strategy: .iso8601) else {
            throw Finding(what: "no moment")
        }
        return date
    }

    private func readyDay(of site: JSON, at date: Date) -> Int {
        let calendar = calendar(site.text(at: "time_zone"))
        let day = day(of: date, in: calendar)
        guard let cutOff = site.text(at: "cut_off")?.split(separator: ":").compactMap({ Int($0) })
        else { return day }
        let time = calendar.dateComponents([.hour, .minute, .second], from: date)
        let now = (time.hour ?? 0, time.minute ?? 0, time.second ?? 0)
        return now <= (cutOff[0], cutOff[1], 0) ? day : day + 1
    }

    private func shipDay(of parcel: JSON) throws -> Int {
        let date = try moment(parcel.text(at: "ship_at"))
        return day(of: date, in: calendar(try site(of: parcel).text(at: "time_zone")))
    }

    private func daysLate(_ arrival: Int) throws -> Int {
        guard let promise = order.text(at: "promise_by") else { return 0 }
        let calendar = calendar(order.text(at: "ship_to.time_zone"))
        return max(0, arrival - day(of: try moment(promise), in: calendar))
    }

    // MARK: - Units

    private func checkStock(of parcels: [JSON]) throws {
        for parcel in parcels {
            let (site, last) = (try site(of: parcel), try shipDay(of: parcel))
            for sku in Set(parcel.elements(at: "lines").compactMap { $0.text(at: "sku") }) {
                var left = 0
                for other in parcels where other["site"] == parcel["site"] {
                    guard try shipDay(of: other) <= last else { continue }
                    left += other.elements(at: "lines").filter { $0.text(at: "sku") == sku }
                        .reduce(0) { $0 + $1.units }
                }
                var there = site["stock"]?.number(sku) ?? 0
                for restock in site.elements(at: "restocks")
                where restock.text(at: "sku") == sku {
                    let arrival = readyDay(of: site, at: try moment(restock.text(at: "at")))
                    if arrival <= last { there += restock.units }
                }
                try check(left <= there - allocation.reserveBelow, "\(sku) is not there")
            }
        }
    }

    private func checkUnits(of parcels: [JSON], and unfilled: [JSON]) throws {
        var expected: [String: Int] = [:]
        for line in order.elements(at: "lines") { expected[line.apart, default: 0] += line.units }
        for line in allocated.flatMap({ $0.elements(at: "lines") }) {
            expected[line.apart, default: 0] -= line.units
        }
        var found: [String: Int] = [:]
        for line in parcels.flatMap({ $0.elements(at: "lines") }) + unfilled {
            try check(line.units > 0, "a line is empty")
            found[line.apart, default: 0] += line.units
        }
        try check(found == expected.filter { $0.value > 0 }, "units were lost")
    }

    private func check(_ holds: Bool, _ what: String) throws {
        if !holds { throw Finding(what: what) }
    }
}

extension JSON {
    fileprivate var list: [JSON] { if case .array(let elements) = self { elements } else { [] } }

    fileprivate func number(_ name: String) -> Int? {
        if case .number(let text)? = self[name] { Int(text) } else { nil }
    }

    fileprivate var units: Int { number("quantity") ?? 0 }

    /// What tells a line from others, whatever its quantity.
    fileprivate var apart: String {
        guard case .object(let members) = self else { return "" }
        return JSON.object(members.filter { $0.name != "quantity" }).description
    }
}
