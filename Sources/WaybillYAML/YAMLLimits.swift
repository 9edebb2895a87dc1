/// How much of everything a file may have (WB0005, WB0006).
enum YAMLLimits {
    /// Bytes of a file.
    static let fileBytes = 4 << 20
    /// Bytes of a scalar's decoded text.
    static let scalarBytes = 1 << 20
    /// Collections nested in one another, aliases expanded.
    static let depth = 100
    /// How many nodes the tree may have for each event, aliases expanded.
    static let expansion = 100
    /// Findings about the text of one file.
    static let findings = 200
    /// Bytes that may be read again, over all mistakes of a file, to find the mistakes behind them.
    static let rereadBytes = 8 << 20
    /// How many aliases are noted: findings name some of them.
    static let notedAliases = 1_000
}
