package import WaybillDiagnostics
package import WaybillModel
import WaybillYAML

/// Reads files of bindings: how handlers are reached.
///
/// The path of a program is relative to the file's own folder, since both are kept together; that of
/// a ledger to the working directory, as that of a store is, since both are written by running.
///
/// `${env.X}` is a variable of the environment. `${secret.X}` is the variable `WAYBILL_SECRET_X`, or
/// else the content of the file that `WAYBILL_SECRET_X_FILE` names, without a line break at its end.
package enum BindingsLoader {
    /// Loads the bindings that a workflow runs with. A handler that it calls and that has no
    /// binding is a finding; bindings that it does not need are none.
    package static func load(
        path: String,
        for workflow: Workflow,
        environment: [String: String],
        reading: FileReading = .disk
    ) -> LoadedBindings {
        load(
            path,
            workflow,
            workflow.family.flatMap(\.contracts),
            Surroundings(variables: environment, reading: reading),
            reading
        )
    }

    /// Reads bindings only to see whether they are right, as far as that can be said without the
    /// workflow and the machine they are for.
    /// Mocks are held against the contracts that are given.
    package static func load(
        path: String,
        contracts: [HandlerContract] = [],
        reading: FileReading = .disk
    ) -> LoadedBindings {
        load(path, nil, contracts, nil, reading)
    }

    /// What is wrong with bindings, as ``load(path:contracts:reading:)`` reads them.
    package static func check(path: String, reading: FileReading = .disk) -> [Diagnostic] {
        load(path: path, reading: reading).diagnostics
    }

    private static func load(
        _ path: String,
        _ workflow: Workflow?,
        _ contracts: [HandlerContract],
        _ surroundings: Surroundings?,
        _ reading: FileReading
    ) -> LoadedBindings {
        let findings = Findings()
        let source: SourceText
        do {
            source = SourceText(name: path, bytes: try reading.read(path))
        } catch {
            source = SourceText(name: path, text: "")
            findings.report(
                Diagnostic(
                    .badBinding,
                    "cannot read `\(path)`: \(FileReading.reason(error))",
                    at: source.whole
                )
            )
            return LoadedBindings(
                source: source,
                bindings: nil,
                diagnostics: findings.all,
                allowances: []
            )
        }
        let document = YAMLReader.read(source)
        findings.report(document)
        let allowed = AllowanceReader(document)
        let reader = BindingsReader(
            reader: DeclarationReader(findings: findings, isPartial: findings.hasErrors),
            surroundings: surroundings,
            folder: FilePath(path).folder,
            contracts: contracts
        )
        let read = reader.read(document)
        if let read, let workflow {
            findings.report(missing(from: read.names, for: workflow, in: source))
        }
        return LoadedBindings(
            source: source,
            bindings: workflow != nil && findings.hasErrors ? nil : read?.bindings,
            diagnostics: findings.all + allowed.findings,
            allowances: allowed.allowances
        )
    }

    /// A finding for each handler that a workflow calls and whose name is not among those bound.
    private static func missing(
        from names: [Located<String>],
        for workflow: Workflow,
        in source: SourceText
    ) -> [Diagnostic] {
        let bound = Set(names.map(\.value))
        return workflow.calledHandlers.filter { !bound.contains($0.name.rawValue) }
            .map { contract in
                let guess = closestMatch(to: contract.name.rawValue, among: names.map(\.value))
                let meant = names.first { $0.value == guess }
                return Diagnostic(
                    .badBinding,
                    "`\(contract.name)` has no binding, but \(workflow.name) calls it",
                    at: meant?.span ?? names.first?.span ?? source.whole,
                    label: meant == nil ? "not among these bindings" : "is it meant here?",
                    labels: [.init(contract.span, "its contract")],
                    help: meant == nil ? [] : ["its name is `\(contract.name)`"]
                )
            }
    }
}

/// What loading a file of bindings gave.
package struct LoadedBindings: Sendable {
    package let source: SourceText
    /// `nil` when a finding is an error, for a workflow that is to run with them.
    package let bindings: Bindings?
    /// In the order found.
    package let diagnostics: [Diagnostic]
    /// What comments in the file allow.
    package let allowances: [Allowance]
}
