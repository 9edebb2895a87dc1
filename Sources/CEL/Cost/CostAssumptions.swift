/// How large the data is taken to be that an expression is given, where its type does not say.
public struct CostAssumptions: Hashable, Sendable {
    /// The bytes of a text.
    public var textSize: Int
    /// The elements of a list, and the entries of a map; also all values in data of type `any`.
    public var count: Int

    /// Lists and maps of a thousand, texts of 4 KiB.
    public static let standard = CostAssumptions()

    /// Makes assumptions.
    public init(textSize: Int = 4_096, count: Int = 1_000) {
        self.textSize = textSize
        self.count = count
    }
}
