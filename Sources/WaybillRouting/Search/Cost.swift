/// What a decision costs: first what the policy makes small, then what its ties say.
///
/// Costs are added up and compared part by part, so that the best decision by cost is the best
/// among equals, too. No part of what is spent is negative, and the sums of a whole problem are known
/// to fit.
struct Cost: Hashable, Sendable, Comparable {
    /// The most important part.
    var first: Int
    var second: Int
    var third: Int
    var fourth: Int
    var fifth: Int

    init(
        _ first: Int,
        _ second: Int = 0,
        _ third: Int = 0,
        _ fourth: Int = 0,
        _ fifth: Int = 0
    ) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
        self.fifth = fifth
    }

    static let zero = Cost(0)

    /// Of at most five parts; what is missing is zero.
    init(parts: [Int]) {
        func part(_ index: Int) -> Int { parts.indices.contains(index) ? parts[index] : 0 }
        self.init(part(0), part(1), part(2), part(3), part(4))
    }

    static func < (left: Cost, right: Cost) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        if left.third != right.third { return left.third < right.third }
        if left.fourth != right.fourth { return left.fourth < right.fourth }
        return left.fifth < right.fifth
    }

    static func + (left: Cost, right: Cost) -> Cost {
        Cost(
            left.first &+ right.first,
            left.second &+ right.second,
            left.third &+ right.third,
            left.fourth &+ right.fourth,
            left.fifth &+ right.fifth
        )
    }

    static func - (left: Cost, right: Cost) -> Cost {
        Cost(
            left.first &- right.first,
            left.second &- right.second,
            left.third &- right.third,
            left.fourth &- right.fourth,
            left.fifth &- right.fifth
        )
    }

    static func * (cost: Cost, count: Int) -> Cost {
        Cost(
            cost.first &* count,
            cost.second &* count,
            cost.third &* count,
            cost.fourth &* count,
            cost.fifth &* count
        )
    }

    static func += (left: inout Cost, right: Cost) { left = left + right }

    /// The least cost without some binary digits at its end that is no less.
    func dropping(_ bits: Int) -> Cost {
        var parts = [first, second, third, fourth, fifth]
        let mask = (1 << bits) - 1
        let inexact = parts.firstIndex { $0 & mask != 0 }
        for index in parts.indices { parts[index] >>= bits }
        if let inexact {
            parts[inexact] += 1
            for index in parts.indices where index > inexact { parts[index] = 0 }
        }
        return Cost(parts: parts)
    }

    /// A share for each of so many units, rounded down: all shares together are never more.
    func share(of count: Int) -> Cost {
        guard count > 1 else { return self }
        return Cost(first / count, second / count, third / count, fourth / count, fifth / count)
    }
}
