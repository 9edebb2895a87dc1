/// How much work may still be done. A unit is about one offer that is looked at: it is counted and
/// never timed, so that the same request has the same answer on any machine.
struct WorkBudget: Hashable, Sendable {
    private(set) var left: Int

    init(_ units: Int) { left = units }

    static let unlimited = WorkBudget(.max)

    var isSpent: Bool { left <= 0 }

    mutating func spend(_ units: Int) { left -= units }

    /// Does something within so many of equal parts of what is left; what it leaves over stays.
    mutating func withShare<Result>(
        _ count: Int = 1,
        of parts: Int,
        _ body: (inout WorkBudget) -> Result
    ) -> Result {
        let share = max(0, left) / max(1, parts) * count
        var part = WorkBudget(share)
        let result = body(&part)
        left -= share - part.left
        return result
    }
}
