import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// A file with everything that the loader and the rules say about it, before comments and settings
/// have had their say.
struct CheckedFile {
    let source: SourceText
    let findings: [Diagnostic]
    let allowances: [Allowance]
    /// Whether all rules were asked.
    let isComplete: Bool

    /// The bindings that it holds, those that could be read.
    var bindings: [Binding] = []

    init(path: String, reading: FileReading) {
        self.init(Loader.load(path: path, reading: reading), reading: reading, contracts: [])
    }

    /// - Parameter contracts: Those known where bindings are checked.
    init(_ file: LoadedFile, reading: FileReading, contracts: [HandlerContract]) {
        let path = file.source.name
        switch file.kind {
        case .bindings:
            self.init(BindingsLoader.load(path: path, contracts: contracts, reading: reading))
        case .scenarios: self.init(ScenarioLoader.load(path: path, reading: reading))
        case .configuration:
            let loaded = try? ConfigurationLoader.load(path: path, reading: reading)
            self.init(
                source: loaded?.source ?? file.source,
                findings: loaded?.diagnostics ?? [],
                allowances: [],
                isComplete: true
            )
        case .workflow, .contracts, .unknown: self.init(file)
        }
    }

    private init(_ file: LoadedBindings) {
        let secrets = Linter.lint(secretsIn: file.source)
        // What looks like a secret and is one by its place is one mistake.
        let others = (file.bindings.map(Linter.lint) ?? []).filter { finding in
            finding.code != .secretLiteral
                || !secrets.contains { $0.span.range.overlaps(finding.span.range) }
        }
        self.init(
            source: file.source,
            findings: file.diagnostics + secrets + others,
            allowances: file.allowances,
            isComplete: !file.diagnostics.contains { $0.severity == .error }
        )
        bindings = file.bindings?.all ?? []
    }

    private init(_ file: LoadedScenarios) {
        self.init(
            source: file.source,
            findings: file.diagnostics,
            allowances: file.allowances,
            isComplete: file.file != nil
        )
    }

    init(_ file: LoadedFile) {
        let more: [Diagnostic] =
            switch file.kind {
            case .workflow(.sound(let workflow)):
                Linter.lint(workflow)
                    + Linter.lint(
                        declarationsOf: workflow,
                        shared: file.sharedNames,
                        endsUnnamed: file.diagnostics.contains { $0.code == .missingFinish }
                    )
            case .contracts(let contracts): contracts.flatMap(Linter.lint)
            case .workflow(.draft(let workflow)): Linter.lint(draft: workflow)
            case .workflow(.broken), .bindings, .configuration, .scenarios, .unknown: []
            }
        self.init(
            source: file.source,
            findings: file.diagnostics + Linter.lint(secretsIn: file.source) + more,
            allowances: file.allowances,
            isComplete: !file.diagnostics.contains {
                $0.severity == .error && $0.code != .badAllow
            }
        )
    }

    private init(
        source: SourceText,
        findings: [Diagnostic],
        allowances: [Allowance],
        isComplete: Bool
    ) {
        self.source = source
        self.findings = findings
        self.allowances = allowances
        self.isComplete = isComplete
    }

    /// The findings that are left under settings, when the file is looked at alone.
    func judged(by settings: LintSettings) -> [Diagnostic] {
        var judgement = Judgement(settings)
        judgement.add(self, unasked: EventTraffic.rules)
        return judgement.applied(to: findings)
    }
}

extension Judgement {
    /// Takes in what a file's comments allow. What files that it uses allow is for those who look at
    /// them to judge: it may be needed elsewhere.
    ///
    /// - Parameter unasked: The rules that were asked about none of the files.
    mutating func add(_ file: CheckedFile, unasked: Set<DiagnosticCode> = []) {
        let own = file.allowances.filter { $0.codeSpan.source === file.source }
        add(own.filter { !unasked.contains($0.code) }, isComplete: file.isComplete)
        add(own.filter { unasked.contains($0.code) }, isComplete: false)
        add(file.allowances.filter { $0.codeSpan.source !== file.source }, isComplete: false)
    }
}
