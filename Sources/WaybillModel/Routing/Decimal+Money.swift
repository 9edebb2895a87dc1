package import Foundation

extension Decimal {
    /// The most that anything may cost.
    package static let mostMoney: Decimal = 1_000_000_000

    /// An amount as people are shown it: with two digits after the point at least.
    package var money: String {
        let text = description
        guard let point = text.firstIndex(of: ".") else { return text + ".00" }
        let digits = text.distance(from: point, to: text.endIndex) - 1
        return text + String(repeating: "0", count: max(0, 2 - digits))
    }
}
