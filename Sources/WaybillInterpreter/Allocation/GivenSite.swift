import CEL
import Foundation
import WaybillRouting

/// A site that goods can leave from.
struct GivenSite {
    let given: GivenValue
    let id: String
    let stock: [String: Int]
    let restocks: [Site.Restock]
    let priority: Int
    /// To the customer; `nil` when one of the places is unknown.
    let metres: Int?
    let zone: String?
    let handling: Decimal
    let picking: Decimal
    /// The first day on which a parcel can leave.
    let readyOn: Day
    private let clock: WallClock
    /// In seconds of the day.
    private let cutOff: Int?

    /// Only the products that are looked for are kept.
    init(
        _ given: GivenValue,
        for order: GivenOrder,
        skus: Set<String>,
        at now: Timestamp
    ) throws(StepError) {
        self.given = given
        id = try given.required("id").name()
        stock = try Self.stock(given.required("stock"), of: skus)
        priority = try given.optional("priority")?.priority(of: id) ?? 0
        let location = try given.location()
        metres = location.flatMap { site in order.location.map { site.metres(to: $0) } }
        zone = try given.optional("zone")?.text()
        handling = try given.optional("handling")?.amount() ?? 0
        picking = try given.optional("picking")?.amount() ?? 0
        clock = try given.optional("time_zone").map(WallClock.init) ?? WallClock()
        cutOff = try given.optional("cut_off")?.timeOfDay()
        readyOn = Self.day(of: now, clock, cutOff)
        restocks = try Self.restocks(given.optional("restocks"), of: skus, clock, cutOff)
    }

    private static func stock(
        _ given: GivenValue,
        of skus: Set<String>
    ) throws(StepError) -> [String: Int] {
        var stock: [String: Int] = [:]
        for (sku, units) in try given.entries() {
            let count = try units.units(of: "stock is never negative: give 0 when there is none")
            if skus.contains(sku) { stock[sku] = count }
        }
        return stock
    }

    private static func restocks(
        _ given: GivenValue?,
        of skus: Set<String>,
        _ clock: WallClock,
        _ cutOff: Int?
    ) throws(StepError) -> [Site.Restock] {
        struct Arrival: Hashable {
            let sku: String
            let day: Day
        }
        var units: [Arrival: Int] = [:]
        for restock in try given?.elements() ?? [] {
            let quantity = try restock.required("quantity")
                .units(of: "give how many units arrive, from 0")
            let moment = try restock.required("at").moment()
            let sku = try restock.required("sku").text()
            guard skus.contains(sku), quantity > 0 else { continue }
            let arrival = Arrival(sku: sku, day: Self.day(of: moment, clock, cutOff))
            units[arrival] = min((units[arrival] ?? 0) + quantity, GivenValue.mostStock)
        }
        return units.map { Site.Restock(sku: $0.sku, day: $0.day, quantity: $1) }
            .sorted { ($0.day, $0.sku) < ($1.day, $1.sku) }
    }

    // MARK: - Days

    /// The first day on which a parcel can leave with goods that are there at a moment: that day, or
    /// the next once its cut-off has passed.
    private static func day(of moment: Timestamp, _ clock: WallClock, _ cutOff: Int?) -> Day {
        let day = clock.day(of: moment)
        guard let cutOff else { return day }
        return moment <= clock.moment(of: day, second: cutOff) ? day : day + 1
    }

    /// When a parcel of a day leaves, at the latest.
    func shipsAt(_ day: Day) -> Timestamp {
        clock.moment(of: day, second: cutOff ?? WallClock.secondsOfDay - 1)
    }
}

extension GivenValue {
    /// Units of a product.
    fileprivate func units(of remedy: String) throws(StepError) -> Int {
        min(try whole(in: 0...Int.max, remedy: remedy), Self.mostStock)
    }

    /// Of a site: sums of them decide, so that a negative one would speak for more parcels.
    fileprivate func priority(of site: String) throws(StepError) -> Int {
        let remedy = "give a number from 0 to \(Self.leastPriority): lower comes first"
        let priority = try whole(in: Int.min...Int.max, remedy: remedy)
        guard (0...Self.leastPriority).contains(priority) else {
            throw .rejected("\(place) is \(priority), of site '\(site)'", remedy)
        }
        return priority
    }

    private static let leastPriority = 1_000_000

    /// More than any order asks for, and few enough to be added up.
    fileprivate static let mostStock = 1_000_000_000_000

    /// `HH:MM`, in seconds of the day.
    fileprivate func timeOfDay() throws(StepError) -> Int {
        let text = try text()
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else {
            throw .rejected("\(place) is '\(text)'", "give a time of day such as 16:30")
        }
        return (hour * 60 + minute) * 60
    }
}
