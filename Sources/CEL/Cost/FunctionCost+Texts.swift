/// Functions of texts and bytes, and conversions to them.
extension FunctionCost {
    static let texts: [(String, FunctionCost)] = [
        ("size", FunctionCost({ $0[0].size }, giving: { .count(max($0[0].size, $0[0].count)) })),
        ("charAt", FunctionCost({ $0[0].size }, giving: { _ in .text(4) })),
        ("lowerAscii", sameSize), ("upperAscii", sameSize), ("trim", sameSize),
        ("substring", sameSize),
        ("reverse", FunctionCost({ $0[0].size + $0[0].count * 5 }, giving: { $0[0] })),
        ("contains", FunctionCost(search)), ("indexOf", FunctionCost(search)),
        ("lastIndexOf", FunctionCost(search)),
        ("startsWith", FunctionCost { $0[1].size }), ("endsWith", FunctionCost { $0[1].size }),
        ("replace", FunctionCost(replacement, giving: { .text(replaced($0)) })),
        ("split", FunctionCost({ search($0) + parts($0) * 10 }, giving: split)),
        ("join", FunctionCost({ joined($0) }, giving: { .text(joined($0)) })),
        ("format", FunctionCost(formatting, giving: { .text(formatted($0)) })),
        (
            "strings.quote",
            FunctionCost({ $0[0].size }, giving: { .text($0[0].size * 2 + 2) })
        ),
        (
            "base64.encode",
            FunctionCost({ $0[0].size }, giving: { .text($0[0].size * 2 + 4) })
        ),
        ("base64.decode", sameSize),
    ]

    static let conversions: [(String, FunctionCost)] =
        ["int", "uint", "double", "bool", "timestamp", "duration", "decimal"].map {
            ($0, FunctionCost { $0[0].long })
        } + constant(["type"]) + [
            ("dyn", FunctionCost({ _ in 0 }, giving: { $0[0] })),
            (
                "string",
                FunctionCost(
                    { $0[0].size },
                    giving: { .text(max($0[0].size, longestNumber)) }
                )
            ),
            ("bytes", sameSize),
        ]

    /// Functions of regular expressions, whose work grows with the text and with the pattern.
    static let patterns: [(String, FunctionCost)] = [
        ("matches", FunctionCost(matching)), ("regex.extract", FunctionCost(matching)),
        ("regex.extractAll", FunctionCost(matchingAll, giving: split)),
        (
            "regex.replace",
            FunctionCost(
                { matchingAll($0) + replaced($0) },
                giving: { .text(replaced($0)) }
            )
        ),
    ]

    /// The bytes of the longest number, moment or duration, written out.
    private static let longestNumber: Bound = 256
    /// The same with the precision that `format` may be asked for.
    private static let longestFormattedNumber: Bound = 1_400

    /// Goes through a text once and gives one no longer.
    private static let sameSize = FunctionCost({ $0[0].size }, giving: { .text($0[0].size) })

    /// Looking for one text in another.
    private static let search: Cost = { call in
        call[0].size + max(1, call[0].size) * max(1, call[1].size)
    }

    /// The pieces that a text has at most.
    @Sendable
    private static func parts(_ call: Call) -> Bound { call[0].size + 1 }

    private static let split: Result = { call in
        let size = call[0].size
        return Extent.list(parts(call), of: .text(size))
            .holding(nodes: size + 2, weight: size * 2 + 2)
    }

    /// The size of a text with a part of it replaced wherever it is.
    @Sendable
    private static func replaced(_ call: Call) -> Bound {
        call[0].size + parts(call) * call[2].size
    }

    private static let replacement: Cost = { search($0) + replaced($0) + $0[0].size }

    /// The size of a list's texts in one.
    @Sendable
    private static func joined(_ call: Call) -> Bound {
        call[0].weight + call[0].count * call[1].size
    }

    /// The size of a format with its arguments in it.
    @Sendable
    private static func formatted(_ call: Call) -> Bound {
        call[0].size + call[1].weight * 3 + call[1].nodes * longestFormattedNumber
    }

    private static let formatting: Cost = { formatted($0) + $0[1].weight + $0[1].nodes * 10 }

    /// Searching a text once.
    private static let matching: Cost = { call in
        compilation(call) + (call[0].size + 10) * factor(call)
    }

    /// Searching a text again after each match, all of which may go to its end.
    private static let matchingAll: Cost = { call in
        matching(call) + parts(call) * (call[0].size * factor(call) + 10) + 100
    }

    /// The work of compiling a pattern, unless that is done before.
    private static func compilation(_ call: Call) -> Bound {
        call.pattern == nil ? Bound(PatternCache.compilationCost) * 10 + call[1].size : 0
    }

    /// What a pattern makes a search cost; one that is not known may be compiled to as large a
    /// program as is allowed.
    private static func factor(_ call: Call) -> Bound {
        if let pattern = call.pattern { return Bound(pattern.costFactor) }
        return max(Bound(call[1].size.value / 4 + 1), Bound(RegularExpression.highestProgramFactor))
    }
}
