import Foundation
import WaybillRouting

/// An instance with what was decided, how long that took, and the best there is.
struct RoutingCase {
    let instance: RoutingInstance
    let optimum: Int
    let parcels: [BenchParcel]
    /// By the bench's own reckoning; `nil` when a limit is broken.
    let cost: Int?
    let isProved: Bool
    let time: Duration

    init(_ instance: RoutingInstance, optimum: Int) {
        self.instance = instance
        self.optimum = optimum
        let request = instance.request
        let decision = request.decide()
        time = Stopwatch.time(repeating: 3) { _ = request.decide() }
        parcels = decision.parcels.map {
            BenchParcel(
                warehouse: $0.site,
                service: $0.service,
                shipDay: $0.shipsOn,
                lines: $0.units
            )
        }
        cost = instance.cost(of: parcels)
        isProved = decision.isProved
    }
}

/// How good the decisions of one method are.
struct RoutingQuality: CustomStringConvertible {
    /// By how much more than the optimum each decision costs that breaks no limit.
    private let gaps: [Double]
    private let count: Int
    private let optimal: Int

    init(_ cases: [RoutingCase], _ cost: (RoutingCase) -> Int?) {
        var gaps: [Double] = []
        var optimal = 0
        for one in cases {
            guard let cost = cost(one) else { continue }
            if cost == one.optimum { optimal += 1 }
            gaps.append(Double(cost - one.optimum) / Double(max(1, one.optimum)))
        }
        self.gaps = gaps
        self.optimal = optimal
        count = cases.count
    }

    var description: String {
        let broken = count - gaps.count
        let mean = gaps.isEmpty ? 0 : gaps.reduce(0, +) / Double(gaps.count)
        return "\(share(broken)) break a limit, \(share(optimal)) optimal, mean gap "
            + "\(percent(mean)), largest \(percent(gaps.max() ?? 0))"
    }

    private func share(_ part: Int) -> String {
        percent(Double(part) / Double(max(1, count)), digits: 1)
    }

    private func percent(_ share: Double, digits: Int = 3) -> String {
        (share * 100).formatted(.number.precision(.fractionLength(digits))) + " %"
    }
}
