import CEL
import Foundation
import WaybillRouting

/// What is to be sent, and where to.
struct GivenOrder {
    struct Line {
        let given: GivenValue
        /// By what it says, whatever place it has in the order.
        let id: String
        let sku: String
        /// Of one unit, rounded up.
        let grams: Int
        /// What is not allocated yet.
        var quantity: Int
    }

    /// In the order given.
    var lines: [Line]
    let location: Location?
    /// Where the customer is.
    let clock: WallClock
    /// The last day on which it may arrive, there: the day of the promise counts whole.
    let promisedBy: Day?

    init(_ given: GivenValue) throws(StepError) {
        lines = try Self.lines(given.required("lines"))
        let destination = try given.optional("ship_to")
        location = try destination?.location()
        clock = try destination?.optional("time_zone").map(WallClock.init) ?? WallClock()
        promisedBy = try given.optional("promise_by").map { [clock] given throws(StepError) in
            clock.day(of: try given.moment())
        }
    }

    private static func lines(_ given: GivenValue) throws(StepError) -> [Line] {
        let lines = try given.elements()
        guard lines.count <= mostLines else {
            throw .rejected(
                "\(given.place) has \(lines.count) lines",
                "at most \(mostLines) can be allocated at once: split the order"
            )
        }
        let texts = lines.map(\.json.withSortedMembers.description)
        let ranks = texts.indices.sorted { (texts[$0], $0) < (texts[$1], $1) }
        var ids = [String](repeating: "", count: lines.count)
        for (rank, index) in ranks.enumerated() { ids[index] = String(10_000 + rank) }
        var read: [Line] = []
        var weights: [String: (grams: Int, place: String)] = [:]
        for (index, line) in lines.enumerated() {
            let weight = try line.optional("weight_kg")
            let grams = try weight?.grams() ?? 0
            let sku = try line.required("sku").name()
            let (known, place) = weights[sku, default: (grams, line.place)]
            guard known == grams else {
                throw .rejected(
                    "\(weight?.place ?? line.place) is of \(grams) g, and \(place) of \(known) g",
                    "they are one product, '\(sku)': give it one weight"
                )
            }
            weights[sku] = (known, place)
            let quantity = try line.required("quantity").whole(
                in: 0...mostUnits,
                remedy: "give a number of units from 0 to \(mostUnits)"
            )
            read.append(
                Line(given: line, id: ids[index], sku: sku, grams: grams, quantity: quantity)
            )
        }
        return read
    }

    private static let mostLines = 1_000
    /// Of one line.
    static let mostUnits = 1_000_000
}

extension GivenValue {
    /// The field `location`.
    func location() throws(StepError) -> Location? {
        guard let location = try optional("location") else { return nil }
        return try Location(location)
    }

    /// Kilograms, in grams.
    fileprivate func grams() throws(StepError) -> Int {
        var exact = try amount(upTo: 1_000_000) * 1_000
        var whole = Decimal()
        NSDecimalRound(&whole, &exact, 0, .up)
        return Int(whole.description) ?? 0
    }
}
