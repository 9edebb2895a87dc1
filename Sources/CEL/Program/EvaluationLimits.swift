/// Bounds of one evaluation. They count work and size, never time, so that every machine stops at
/// the same place.
public struct EvaluationLimits: Hashable, Sendable {
    /// Units of work: a selection or a call is 1, building a list 10, a map 30, going through a
    /// text 0.1 for each character, as cel-go counts.
    public var cost: Int
    /// The size of the result: one for each value in it and for each byte of its texts.
    public var outputSize: Int

    /// A million units of work, and a result of 4 MiB.
    public static let standard = EvaluationLimits()

    /// Makes limits.
    public init(cost: Int = 1_000_000, outputSize: Int = 4_194_304) {
        self.cost = cost
        self.outputSize = outputSize
    }
}
