import WaybillDiagnostics
import WaybillYAML

/// Reads what a file's comments allow.
struct AllowanceReader {
    /// How many comments of a file are read. Each is held against the findings of its rules.
    private static let mostComments = 1_000

    private let document: YAMLDocument
    private(set) var allowances: [Allowance] = []
    /// What is wrong with such comments.
    private(set) var findings: [Diagnostic] = []

    init(_ document: YAMLDocument) {
        self.document = document
        let comments = document.comments.compactMap { comment in
            AllowanceComment(comment).map { (comment, $0) }
        }
        guard !comments.isEmpty else { return }
        let nodes = CoveredNodes(document)
        for (comment, parts) in comments.prefix(Self.mostComments) {
            read(parts, of: comment, nodes)
        }
        if let (next, _) = comments.dropFirst(Self.mostComments).first {
            findings.append(.tooManyComments(Self.mostComments, next.span))
        }
    }

    private mutating func read(
        _ parts: AllowanceComment,
        of comment: YAMLComment,
        _ nodes: CoveredNodes
    ) {
        let place = comment.span
        guard AllowanceComment.directives.contains(parts.directive.text) else {
            findings.append(.unknownDirective(parts.directive, in: place))
            return
        }
        let rules = parts.rules ?? []
        guard rules.contains(where: { !$0.text.isEmpty }) else {
            findings.append(.allowsNothing(parts.directive, in: place))
            return
        }
        if parts.reason.text.isEmpty {
            findings.append(.reasonMissing(parts.directive, in: place))
        }
        let isWholeFile = parts.directive.text == "allow-file"
        guard let covered = isWholeFile ? place.source.whole : nodes.node(at: comment) else {
            findings.append(.coversNothing(in: place))
            return
        }
        for (index, rule) in rules.enumerated() {
            let span = Span(in: place.source, rule.range)
            guard let code = DiagnosticCode.named(rule.text) else {
                findings.append(.unknownRule(rule.text, at: span))
                continue
            }
            guard !code.isRequired else {
                findings.append(.requiredRule(code, at: span))
                continue
            }
            allowances.append(
                Allowance(
                    code: code,
                    codeSpan: span,
                    covered: covered,
                    removal: rules.count == 1
                        ? comment.removal : Self.removal(ofRule: index, among: rules, in: place)
                )
            )
        }
    }

    /// A name with the comma before or behind it.
    private static func removal(
        ofRule index: Int,
        among rules: [AllowanceComment.Part],
        in place: Span
    ) -> Span {
        let (lower, upper) = (rules[index].range.lowerBound, rules[index].range.upperBound)
        if index + 1 < rules.count {
            return Span(in: place.source, lower..<rules[index + 1].range.lowerBound)
        }
        return Span(in: place.source, rules[index - 1].range.upperBound..<max(lower, upper))
    }
}

extension YAMLComment {
    /// The bytes to take out to be rid of the comment: its line, or it and the blanks before it.
    fileprivate var removal: Span {
        let source = span.source
        let line = source.lineIndex(at: span.range.lowerBound)
        guard isWholeLine else {
            let start = source.lineRange(line).lowerBound
            let before = source.bytes[start..<span.range.lowerBound]
            let text = before.lastIndex { $0 > UInt8(ascii: " ") }
            return Span(in: source, (text.map { $0 + 1 } ?? start)..<span.range.upperBound)
        }
        let next = line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : nil
        return Span(in: source, source.lineStarts[line]..<(next ?? source.bytes.count))
    }
}

extension Diagnostic {
    private static let example = "write it like this: `# waybill: allow(WB0504) the desk decides`"

    fileprivate static func unknownDirective(
        _ directive: AllowanceComment.Part,
        in comment: Span
    ) -> Diagnostic {
        let span = Span(in: comment.source, directive.range)
        let guess = Guess(directive.text, among: AllowanceComment.directives)
        return Diagnostic(
            .badAllow,
            "comments cannot tell waybill to `\(directive.text)`",
            at: span,
            label: "not known",
            help: guess.help.isEmpty ? [example] : guess.help,
            edits: guess.edits(at: span)
        )
    }

    fileprivate static func allowsNothing(
        _ directive: AllowanceComment.Part,
        in comment: Span
    ) -> Diagnostic {
        Diagnostic(
            .badAllow,
            "the comment does not say which rule it allows to break",
            at: Span(in: comment.source, directive.range),
            label: "of which rule?",
            help: [example]
        )
    }

    fileprivate static func reasonMissing(
        _ directive: AllowanceComment.Part,
        in comment: Span
    ) -> Diagnostic {
        Diagnostic(
            .badAllow,
            "the comment does not say why this is allowed",
            at: comment,
            label: "the reason is missing",
            help: ["write it behind the parentheses, for whoever reads this next"]
        )
    }

    fileprivate static func coversNothing(in comment: Span) -> Diagnostic {
        Diagnostic(
            .badAllow,
            "there is nothing below the comment that it could be about",
            at: comment,
            label: "covers nothing",
            help: [
                "write it above a step or another node, or behind its first line; `allow-file` is for the whole file"
            ]
        )
    }

    fileprivate static func tooManyComments(_ most: Int, _ span: Span) -> Diagnostic {
        Diagnostic(
            .badAllow,
            "more than \(most) comments allow something in this file",
            at: span,
            label: "not read any more",
            help: ["set the level of the rule for the file in \(ConfigurationSearch.fileName)"]
        )
    }

    fileprivate static func unknownRule(_ name: String, at span: Span) -> Diagnostic {
        let guess = Guess(name, among: DiagnosticCode.allTexts)
        return Diagnostic(
            .badAllow,
            "there is no rule `\(name)`",
            at: span,
            label: "not known",
            help: guess.help.isEmpty ? ["`waybill explain` lists all rules"] : guess.help,
            edits: guess.edits(at: span)
        )
    }

    fileprivate static func requiredRule(_ code: DiagnosticCode, at span: Span) -> Diagnostic {
        Diagnostic(
            .badAllow,
            "`\(code.code)` (\(code.name)) cannot be allowed",
            at: span,
            label: "must hold",
            notes: ["a file that breaks it has no certain meaning"],
            help: ["mend what it finds, and remove it here"]
        )
    }
}
