/// The values of one subject, cut into regions in which all tests of it come out alike: the
/// constants it is held against, and what lies between them.
struct ValueRegions: Sendable {
    private let domain: Condition.Domain
    /// The constants, ascending.
    private let points: [Value]
    /// The regions that hold a value at all.
    let inhabited: [Bool]

    init(_ domain: Condition.Domain, constants: [Value]) {
        self.domain = domain
        var points: [Value] = []
        if case .ordered = domain { points = Self.ascending(constants) }
        if case .count = domain { points = Self.ascending(constants + [.int(0)]) }
        self.points = points
        switch domain {
        case .truth: inhabited = [true, true]
        case .members(let members): inhabited = members.map { _ in true }
        case .relation(let isTotal): inhabited = [true, true, true, !isTotal]
        case .ordered(let type):
            inhabited =
                (0...points.count * 2).map { Self.isInhabited($0, points, type) }
                + (type == .double ? [true] : [])
        case .count:
            let zero = points.firstIndex(of: .int(0)) ?? 0
            inhabited = (0...points.count * 2).map { region in
                region > zero * 2 && Self.isInhabited(region, points, .int)
            }
        }
    }

    /// The regions in which a test holds.
    func regions(where test: Condition.Test) -> [Bool] {
        switch (domain, test) {
        case (.truth, .isTrue): [true, false]
        case (.relation, .stands(let comparison)):
            [Ordering.before, .same, .after, .none].map(comparison.holds)
        case (.members(let members), .compares(let comparison, .string(let text))):
            members.map { ($0 == text) == (comparison == .equal) }
        case (.members(let members), .isOneOf(let values)):
            members.map { values.contains(.string($0)) }
        case (.ordered, .compares(let comparison, let value)),
            (.count, .compares(let comparison, let value)):
            inhabited.indices.map { comparison.holds(ordering(of: $0, to: value)) }
        case (.ordered, .isOneOf(let values)), (.count, .isOneOf(let values)):
            inhabited.indices.map { region in
                values.contains { ordering(of: region, to: $0) == .same }
            }
        default: inhabited.map { _ in true }
        }
    }

    /// The first of the regions that are allowed, with those beside it, in words to stand after the
    /// subject: `is 5`, `is more than 5 and at most 10`. `nil` when none is allowed.
    func words(for allowed: [Bool]) -> String? {
        guard let region = allowed.firstIndex(of: true) else { return nil }
        switch domain {
        case .truth: return region == 0 ? "holds" : "does not hold"
        case .members(let members):
            return members.indices.contains(region) ? "is '\(members[region])'" : "is another"
        case .relation: return ""
        case .ordered, .count:
            if region > points.count * 2 { return "is not a number" }
            if case .ordered(.string) = domain { return textWords(for: region) }
            return range(from: region, to: last(after: region, allowed))
        }
    }

    /// The last region that is allowed without a gap after one; those without a value are no gap.
    private func last(after region: Int, _ allowed: [Bool]) -> Int {
        let next = (region...points.count * 2).prefix { allowed[$0] || !inhabited[$0] }
        return next.last { allowed[$0] } ?? region
    }

    private func range(from first: Int, to last: Int) -> String {
        if first == last, first % 2 == 1 { return "is \(points[first / 2].briefSource)" }
        let isLowest = !inhabited.prefix(first).contains(true)
        var bounds: [String] = []
        if first % 2 == 1, !isLowest {
            bounds.append("at least \(points[first / 2].briefSource)")
        } else if first % 2 == 0, first > 0 {
            bounds.append("more than \(points[first / 2 - 1].briefSource)")
        }
        if last % 2 == 1 {
            bounds.append("at most \(points[last / 2].briefSource)")
        } else if last < points.count * 2 {
            bounds.append("less than \(points[last / 2].briefSource)")
        }
        return "is " + (bounds.isEmpty ? "any" : bounds.joined(separator: " and "))
    }

    private func textWords(for region: Int) -> String {
        if region % 2 == 1 { return "is \(points[region / 2].briefSource)" }
        let texts = points.prefix(5).map(\.briefSource).joined(separator: ", ")
        return "is none of \(texts)" + (points.count > 5 ? ", …" : "")
    }

    /// How the values of a region stand to a constant, which is one of the points. The regions are
    /// numbered so: what lies below the first point, the first point, what lies above it, …
    private func ordering(of region: Int, to value: Value) -> Ordering {
        guard region <= points.count * 2 else { return .none }
        let point = position(of: value) * 2 + 1
        return region < point ? .before : region == point ? .same : .after
    }

    /// The position of a constant among the points, by binary search.
    private func position(of value: Value) -> Int {
        var (low, high) = (0, points.count)
        while low < high {
            let middle = (low + high) / 2
            if order(points[middle], value) == .before { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func ascending(_ constants: [Value]) -> [Value] {
        let sorted = constants.sorted { order($0, $1) == .before }
        return sorted.indices.filter { index in
            index == 0 || order(sorted[index - 1], sorted[index]) != .same
        }
        .map { sorted[$0] }
    }

    /// Whether a region holds a value: between two whole numbers that follow each other there is
    /// none.
    private static func isInhabited(_ region: Int, _ points: [Value], _ type: ValueType) -> Bool {
        guard region % 2 == 0 else { return true }
        let below = region / 2 > 0 ? points[region / 2 - 1] : nil
        let above = region / 2 < points.count ? points[region / 2] : nil
        switch (type, below, above) {
        case (.int, .int(let below)?, .int(let above)?): return below + 1 < above
        case (.int, .int(let below)?, nil): return below < .max
        case (.int, nil, .int(let above)?): return above > .min
        case (.uint, .uint(let below)?, .uint(let above)?): return below + 1 < above
        case (.uint, .uint(let below)?, nil): return below < .max
        case (.uint, nil, .uint(let above)?): return above > 0
        case (.double, .double(let below)?, nil): return below < .infinity
        case (.double, nil, .double(let above)?): return above > -.infinity
        case (.string, nil, .string(let above)?): return !above.isEmpty
        default: return true
        }
    }
}

extension Value {
    /// The value as people write it in a sentence.
    fileprivate var briefSource: String {
        switch self {
        case .string(let text): "'\(clipped(text))'"
        case .decimal(let decimal): "\(decimal)"
        case .timestamp(let timestamp): timestamp.rfc3339
        default: source
        }
    }
}
