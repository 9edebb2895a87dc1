/// The patterns that an evaluation has computed and compiled, so that
/// `list.all(x, x.matches(pattern))` compiles one pattern once.
struct PatternCache {
    /// It is emptied when it holds as many: most evaluations have one.
    private static let capacity = 8
    /// The work of compiling a pattern, in units.
    static let compilationCost = 5_000

    private var patterns: [MapKey: RegularExpression] = [:]

    /// The compiled form of a pattern. Only compiling it is work that counts.
    mutating func expression(
        for pattern: String,
        _ meter: inout Meter
    ) throws(Failure) -> RegularExpression {
        if let known = patterns[.text(pattern)] { return known }
        try meter.charge(Self.compilationCost)
        try meter.chargeTenths(pattern.utf8.count)
        let compiled: RegularExpression
        do throws(RegularExpression.PatternError) {
            compiled = try RegularExpression(pattern, within: .computed)
        } catch {
            throw Failure(error.message)
        }
        if patterns.count >= Self.capacity { patterns.removeAll() }
        patterns[.text(pattern)] = compiled
        return compiled
    }
}
