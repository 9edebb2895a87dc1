import Foundation
import TestSupport
import WaybillModel

/// Small allocations, made up from a seed: scarce and plentiful stock, restocks, several time zones,
/// prices with many digits, hard and soft promises, constraints, parcels that stand already.
struct RandomAllocation {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func next() -> Allocation {
        var allocation = Allocation()
        let skus = (0...below(3)).map { "sku\($0)" }
        let lines = (0...below(4)).map { line($0, of: skus) }
        let ordered = lines.map { $0.with(quantity: below(5)) }
        allocation.order = order(of: ordered)
        allocation.sites = (0...below(4)).map { site("W\($0)", skus) }
        allocation.services = [service("slow", from: 2), service("fast", from: 5)]
        if below(3) == 0 {
            let line = below(lines.count)
            let sent = lines[line].with(quantity: below(ordered[line].quantity + 1))
            allocation.allocated = "[{\"lines\": [\(sent.text)]}]"
        }
        allocation.now = "2026-\(["03-28", "06-01", "10-24"][below(3)])T\(10 + below(13)):15:00Z"
        allocation.promise = below(3) == 0 ? .hard : .soft(late: money(3))
        allocation.split = below(5) == 0 ? .never : .upTo(parcels: 1 + below(3), penalty: money(4))
        allocation.hold =
            below(2) == 0
            ? .never : .upTo(.seconds(86_400 * (1 + below(4))), onlyIfSaves: money(2))
        allocation.unfilled =
            switch below(3) {
            case 0: .fail
            case 1: .cancel(cost: money(40))
            default: .backorder(cost: money(40))
            }
        allocation.reserveBelow = below(4) == 0 ? 1 : 0
        allocation.constraints = [
            ("open", "site.open"), ("near", "!has(site.distance_km) || site.distance_km < 1500"),
            ("hazmat", "!line.ground_only || service.id != 'fast'"),
        ]
        return allocation
    }

    private struct Line {
        let text: String
        let quantity: Int

        func with(quantity: Int) -> Line {
            let text = text.replacing("\"quantity\": 0", with: "\"quantity\": \(quantity)")
            return Line(text: text, quantity: quantity)
        }
    }

    private mutating func line(_ number: Int, of skus: [String]) -> Line {
        let sku = below(skus.count)
        let text = """
            {"sku": "\(skus[sku])", "quantity": 0, "weight_kg": 0.\(3 + sku)5,
             "ground_only": \(below(4) == 0), "number": \(number)}
            """
        return Line(text: text, quantity: 0)
    }

    private mutating func order(of lines: [Line]) -> String {
        let promise =
            below(4) == 0 ? "null" : "\"2026-06-0\(1 + below(6))T\(10 + below(10)):00:00Z\""
        return """
            {"lines": [\(lines.map(\.text).joined(separator: ","))], "promise_by": \(promise),
             "ship_to": {"location": \(location()), "time_zone": "\(zone())"}}
            """
    }

    private mutating func site(_ id: String, _ skus: [String]) -> String {
        let stock = skus.filter { _ in below(4) > 0 }.map { "\"\($0)\": \(below(5))" }
        let restocks = skus.filter { _ in below(3) == 0 }.map { sku in
            """
            {"sku": "\(sku)", "quantity": \(1 + below(4)),
             "at": "2026-06-0\(1 + below(5))T\(10 + below(13)):00:00Z"}
            """
        }
        let cutOff = below(3) == 0 ? "null" : "\"\(10 + below(10)):\(10 + below(40))\""
        return """
            {"id": "\(id)", "stock": {\(stock.joined(separator: ","))},
             "restocks": [\(restocks.joined(separator: ","))], "open": \(below(8) > 0),
             "priority": \(below(3)), "cut_off": \(cutOff), "time_zone": "\(zone())",
             "location": \(below(6) == 0 ? "null" : location()), "zone": "z\(below(2))",
             "handling": \(money(2)), "picking": \(money(1))}
            """
    }

    private mutating func service(_ id: String, from price: Int) -> String {
        let zones = [400, 1_200].map { kilometres in
            """
            {"up_to_km": \(kilometres), "per_parcel": \(money(price)), "per_kg": \(money(2)),
             "transit_days": \(1 + below(3))}
            """
        }
        let named = """
            {"zone": "z1", "per_parcel": \(money(price + 3)), "transit_days": \(below(5))}
            """
        return """
            {"id": "\(id)", "zones": [\((zones + [named]).joined(separator: ","))]}
            """
    }

    private mutating func location() -> String {
        "{\"latitude\": \(40 + below(15)).\(below(99)), \"longitude\": \(below(20)).\(below(99))}"
    }

    private mutating func zone() -> String {
        ["Europe/Berlin", "UTC", "Pacific/Auckland", "America/Los_Angeles"][below(4)]
    }

    private mutating func money(_ most: Int) -> Decimal {
        Decimal(below(most * 1_000 + 1)) / 1_000
    }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
}
