import WaybillDiagnostics
import WaybillLoading

/// What becomes of findings under comments and settings.
struct Judgement {
    private let settings: LintSettings
    private var allowances: [Allowance] = []
    /// What the comments of files that could be loaded allow, whether needed or not.
    private var judged: [Allowance] = []

    init(_ settings: LintSettings) { self.settings = settings }

    /// Takes in what comments allow.
    ///
    /// - Parameter isComplete: Whether all rules were asked about the file, so that what suppresses
    ///   nothing is not needed.
    mutating func add(_ allowances: [Allowance], isComplete: Bool) {
        self.allowances += allowances
        if isComplete { judged += allowances }
    }

    /// The findings that are left, at their levels, with one for each allowance that is not needed.
    func applied(to findings: [Diagnostic]) -> [Diagnostic] {
        let byRule = Dictionary(grouping: allowances, by: \.code)
        var used: Set<Allowance.Place> = []
        let left = findings.filter { finding in
            guard settings.levels[finding.code] == nil else { return true }
            let covering = (byRule[finding.code] ?? []).filter { $0.covers(finding) }
            used.formUnion(covering.map(\.place))
            return covering.isEmpty
        }
        let unused = judged.filter { allowance in
            settings.levels[allowance.code] == nil && !used.contains(allowance.place)
                && settings.severity(of: allowance.code, in: allowance.place.file) != nil
        }
        return (left + unused.map(Diagnostic.unusedAllow)).compactMap(leveled)
    }

    private func leveled(_ finding: Diagnostic) -> Diagnostic? {
        // A finding that is only an info by its own account, such as one of a rule that gave up, is
        // not raised to its rule's level.
        guard finding.severity == finding.code.level else { return finding }
        let severity = settings.severity(of: finding.code, in: finding.span.source.name)
        return severity.map { severity in
            var finding = finding
            finding.severity = severity
            return finding
        }
    }
}

extension Allowance {
    /// Where it is written. A file that several use is read for each of them.
    fileprivate struct Place: Hashable {
        let file: String
        let range: Range<Int>
    }

    fileprivate var place: Place {
        Place(file: codeSpan.source.name, range: codeSpan.range)
    }
}

extension Diagnostic {
    fileprivate static func unusedAllow(_ allowance: Allowance) -> Diagnostic {
        Diagnostic(
            .unusedAllow,
            "`\(allowance.code.code)` (\(allowance.code.name)) finds nothing here to allow",
            at: allowance.codeSpan,
            label: "not needed",
            help: ["remove it, before it hides another mistake"],
            edits: [Edit(replacing: allowance.removal, with: "", confidence: .safe)]
        )
    }
}
