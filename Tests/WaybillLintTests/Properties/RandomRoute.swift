import TestSupport

/// A route with random rules over an enumeration, a bool and a small int, and by brute force which
/// rule each order takes.
struct RandomRoute {
    /// What conditions read.
    struct Order {
        let tier: String
        let isGift: Bool
        let pieces: Int

        static let tiers = ["a", "b", "c"]

        /// One order of each kind that conditions can tell apart.
        static let all = tiers.flatMap { tier in
            [true, false].flatMap { isGift in
                (-1...5).map { Order(tier: tier, isGift: isGift, pieces: $0) }
            }
        }
    }

    indirect enum Condition {
        case isTier(String)
        case isOneOf([String])
        case isGift
        case compares(String, Int)
        case not(Condition)
        case both(Condition, Condition)
        case either(Condition, Condition)
    }

    let conditions: [Condition]

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        conditions = (0..<Int.random(in: 1...4, using: &random)).map { _ in
            Condition(depth: 2, using: &random)
        }
    }

    /// A workflow whose route has these rules, each on a line of its own, the first on line 7.
    func text(hasElse: Bool) -> String {
        let rules = conditions.enumerated().map { index, condition in
            "      - { when: \"\(condition.text)\", fail: rule_\(index) }\n"
        }
        return """
            waybill: 1
            workflow: sort
            input: { tier: a | b | c, gift: bool, pieces: int }
            steps:
              - step: split
                route:
            \(rules.joined())\(hasElse ? "    else: { to: next }\n" : "")
            """
    }

    static let firstLine = 7

    /// Whether some order is taken by no rule.
    var hasGap: Bool {
        Order.all.contains { order in !conditions.contains { $0.holds(order) } }
    }

    /// The rules that come out the same for every order.
    var constant: [Int] {
        conditions.indices.filter { index in
            Set(Order.all.map(conditions[index].holds)).count == 1
        }
    }

    /// The rules that are the first to match for no order, though they hold for some, and no rule
    /// before them always does.
    var shadowed: [Int] {
        conditions.indices.filter { index in
            let before = conditions[..<index]
            let isTaken = Order.all.contains { order in
                conditions[index].holds(order) && !before.contains { $0.holds(order) }
            }
            let isDecided = before.contains { rule in Order.all.allSatisfy(rule.holds) }
            return !isTaken && !isDecided && !constant.contains(index)
        }
    }
}

extension RandomRoute.Condition {
    fileprivate init(depth: Int, using random: inout SeededRandom) {
        func part(_ random: inout SeededRandom) -> Self { Self(depth: depth - 1, using: &random) }
        let tiers = RandomRoute.Order.tiers
        switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
        case 0: self = .isTier(tiers.randomElement(using: &random) ?? "a")
        case 1: self = .isOneOf(Array(tiers.shuffled(using: &random).prefix(2)))
        case 2: self = .isGift
        case 3:
            let signs = ["<", "<=", ">", ">=", "==", "!="]
            self = .compares(
                signs.randomElement(using: &random) ?? "<",
                Int.random(in: 0...4, using: &random)
            )
        case 4: self = .not(part(&random))
        case 5, 6: self = .both(part(&random), part(&random))
        default: self = .either(part(&random), part(&random))
        }
    }

    var text: String {
        switch self {
        case .isTier(let tier): "input.tier == '\(tier)'"
        case .isOneOf(let tiers): "input.tier in ['\(tiers.joined(separator: "', '"))']"
        case .isGift: "input.gift"
        case .compares(let sign, let number): "input.pieces \(sign) \(number)"
        case .not(let condition): "!(\(condition.text))"
        case .both(let left, let right): "(\(left.text)) && (\(right.text))"
        case .either(let left, let right): "(\(left.text)) || (\(right.text))"
        }
    }

    func holds(_ order: RandomRoute.Order) -> Bool {
        switch self {
        case .isTier(let tier): order.tier == tier
        case .isOneOf(let tiers): tiers.contains(order.tier)
        case .isGift: order.isGift
        case .compares("<", let number): order.pieces < number
        case .compares("<=", let number): order.pieces <= number
        case .compares(">", let number): order.pieces > number
        case .compares(">=", let number): order.pieces >= number
        case .compares("==", let number): order.pieces == number
        case .compares(_, let number): order.pieces != number
        case .not(let condition): !condition.holds(order)
        case .both(let left, let right): left.holds(order) && right.holds(order)
        case .either(let left, let right): left.holds(order) || right.holds(order)
        }
    }
}
