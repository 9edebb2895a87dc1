import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Single values: texts, numbers, booleans, members of a closed set, durations.
extension DeclarationReader {
    /// The scalar that a node is; `nil`, with a finding, when it is none or empty, or when YAML
    /// bent it.
    func scalar(_ node: YAMLNode, _ what: String, expected: String) -> YAMLScalar? {
        if findings.isBent(node.span) { return nil }
        if case .scalar(let scalar) = node.content, scalar.resolved != .null { return scalar }
        findings.report(.wrongShape(node, of: what, expected: expected))
        return nil
    }

    /// A text. Numbers and booleans are taken as they are written.
    func string(_ node: YAMLNode, _ what: String) -> String? {
        scalar(node, what, expected: "a text")?.string
    }

    /// A name: a text with its place.
    func name(_ node: YAMLNode, _ what: String) -> Located<String>? {
        string(node, what).map { Located($0, at: node.span) }
    }

    func bool(_ node: YAMLNode, _ what: String) -> Bool? {
        if case .scalar(let scalar) = node.content, case .bool(let value) = scalar.resolved {
            return value
        }
        findings.report(.wrongShape(node, of: what, expected: "`true` or `false`"))
        return nil
    }

    func integer(_ node: YAMLNode, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let scalar = scalar(node, what, expected: "a whole number") else { return nil }
        guard case .integer(let digits) = scalar.resolved else {
            findings.report(.wrongShape(node, of: what, expected: "a whole number"))
            return nil
        }
        if let value = NumberText.integer(digits).flatMap({ Int($0) }), range.contains(value) {
            return value
        }
        let bounds =
            range.upperBound == Int.max
            ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        findings.report(
            Diagnostic(
                .badLiteral,
                "\(what) must be \(bounds)",
                at: node.span,
                label: "out of range"
            )
        )
        return nil
    }

    /// A number of at least one, with or without a fraction.
    func factor(_ node: YAMLNode, _ what: String) -> Double? {
        let text: String? =
            switch node.content {
            case .scalar(let scalar):
                switch scalar.resolved {
                case .integer(let digits), .float(let digits): digits
                case .null, .bool, .string: nil
                }
            case .sequence, .mapping: nil
            }
        guard let text else {
            findings.report(.wrongShape(node, of: what, expected: "a number"))
            return nil
        }
        if let value = Double(text), (1...1000).contains(value) { return value }
        findings.report(
            Diagnostic(
                .badLiteral,
                "\(what) must be from 1 to 1000",
                at: node.span,
                label: "out of range",
                help: ["1 keeps the delay constant"]
            )
        )
        return nil
    }

    /// A member of a closed set of words.
    func member<Member: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode,
        _ what: String,
        of set: Member.Type
    ) -> Member? {
        let words = set.allCases.map(\.rawValue)
        let expected = words.map { "`\($0)`" }.joined(separator: " or ")
        guard let scalar = scalar(node, what, expected: expected) else { return nil }
        if let member = Member(rawValue: scalar.string) { return member }
        let guess = Guess(scalar.string, among: words)
        findings.report(
            Diagnostic(
                .badLiteral,
                "\(what) must be \(expected), not `\(scalar.string)`",
                at: node.span,
                label: "expected \(expected)",
                help: guess.help,
                edits: guess.edits(at: node.span)
            )
        )
        return nil
    }

    /// A duration, or `never`.
    func timeLimit(_ node: YAMLNode, _ what: String) -> TimeLimit? {
        if case .scalar(let scalar) = node.content, scalar.string == "never" { return .never }
        return duration(node, what, moreThanZero: true).map(TimeLimit.after)
    }

    /// A duration: `1h30m`, or ISO 8601 without months and years.
    func duration(_ node: YAMLNode, _ what: String, moreThanZero: Bool = false) -> Duration? {
        guard let scalar = scalar(node, what, expected: "a duration such as `30s`") else {
            return nil
        }
        switch scalar.resolved {
        case .integer, .float:
            findings.report(.durationWithoutUnit(scalar, what))
            return nil
        case .null, .bool, .string: break
        }
        guard let duration = Duration(text: scalar.string), duration >= .zero else {
            let isTooLong =
                Duration(text: scalar.string) == nil
                && Duration(text: scalar.string.withShortNumbers) != nil
            findings.report(isTooLong ? .longDuration(scalar, what) : .badDuration(scalar, what))
            return nil
        }
        if moreThanZero, duration == .zero {
            findings.report(
                Diagnostic(
                    .badLiteral,
                    "\(what) must be longer than nothing",
                    at: node.span,
                    label: "no time at all"
                )
            )
            return nil
        }
        return duration
    }
}

extension Diagnostic {
    fileprivate static func durationWithoutUnit(_ scalar: YAMLScalar, _ what: String) -> Diagnostic
    {
        Diagnostic(
            .badLiteral,
            "\(what) has no unit",
            at: scalar.span,
            label: "a bare number",
            help: ["write `\(scalar.string)s` for seconds; the units are `ms`, `s`, `m`, `h`, `d`"],
            edits: [
                Edit(
                    replacing: scalar.span,
                    with: "\(scalar.string)s",
                    confidence: .maybe
                )
            ]
        )
    }

    fileprivate static func longDuration(_ scalar: YAMLScalar, _ what: String) -> Diagnostic {
        Diagnostic(
            .badLiteral,
            "\(what) is longer than any duration may be: `\(scalar.string)`",
            at: scalar.span,
            label: "more than ten thousand years",
            help: what == "`timeout`" ? ["where there is to be no limit: `timeout: never`"] : []
        )
    }

    fileprivate static func badDuration(_ scalar: YAMLScalar, _ what: String) -> Diagnostic {
        let compact = scalar.string.filter { !$0.isWhitespace }
        let mended = [compact, compact.filter { $0 != "," }, shortened(compact)]
            .first { candidate in Duration(text: candidate).map { $0 >= .zero } ?? false }
        return Diagnostic(
            .badLiteral,
            "\(what) is not a duration: `\(scalar.string)`",
            at: scalar.span,
            label: "not a duration",
            help: [
                mended.map { "did you mean `\($0)`?" }
                    ?? "durations are written `200ms`, `5s`, `90m`, `36h`, `14d`, `1h30m` or in ISO 8601 (`PT1H30M`)"
            ],
            edits: mended.map {
                [Edit(replacing: scalar.span, with: $0, confidence: .maybe)]
            } ?? []
        )
    }

    /// Units spelled out, as people write them, put into their short form: `5seconds` is `5s`.
    private static func shortened(_ text: String) -> String {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let word = text.dropFirst(digits.count).lowercased()
        let units = [
            ("ms", ["msec", "millis", "milliseconds", "millisecond"]),
            ("s", ["sec", "secs", "second", "seconds"]),
            ("m", ["min", "mins", "minute", "minutes"]),
            ("h", ["hr", "hrs", "hour", "hours"]),
            ("d", ["day", "days"]),
        ]
        return digits + (units.first { $0.1.contains(word) }?.0 ?? word)
    }
}

extension String {
    /// The text with each number in it cut to its first digit.
    fileprivate var withShortNumbers: String {
        var last: Character?
        return filter { character in
            defer { last = character }
            return !(character.isNumber && last?.isNumber == true)
        }
    }
}
