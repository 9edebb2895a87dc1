import WaybillDiagnostics
import WaybillModel

/// Reads files of the language: text to typed graph, with everything that is wrong on the way.
package enum Loader {
    /// Loads the file at a path, and the files that it uses.
    package static func load(path: String, reading: FileReading = .disk) -> LoadedFile {
        let findings = Findings()
        let files = SourceFiles(reading: reading, findings: findings)
        guard let entry = files.entry(path) else {
            return LoadedFile(
                source: SourceText(name: path, text: ""),
                kind: .unknown,
                diagnostics: findings.all,
                allowances: [],
                types: [],
                policies: [],
                sourceNames: [],
                definition: nil
            )
        }
        let definition = files.definition(of: path)
        let kind = kind(of: entry, among: files, definition: definition, findings: findings)
        return LoadedFile(
            source: entry.source,
            kind: kind,
            diagnostics: inOrder(findings.all + files.badAllowances, entry: entry.source),
            allowances: files.allowances,
            types: files.types,
            policies: files.policies,
            sourceNames: files.sources.map(\.source.name),
            definition: entry.kind == .workflow && files.isComplete ? definition : nil
        )
    }

    /// Loads the workflow of a definition, from its own files alone.
    package static func load(_ definition: Definition) -> LoadedFile {
        let texts = definition.files.map { ($0.path, $0.text) }
        let files = Dictionary(texts, uniquingKeysWith: { first, _ in first })
        return load(path: definition.entry, reading: .memory(files))
    }

    private static func kind(
        of entry: SourceFiles.File,
        among files: SourceFiles,
        definition: Definition,
        findings: Findings
    ) -> LoadedFile.Kind {
        switch entry.kind {
        case .workflow:
            var builder = FamilyBuilder(
                files: files,
                digest: definition.digest,
                entry: entry,
                findings: findings
            )
            let graph = builder.graph()
            files.checkUnusedPolicies()
            // What was found after it was built counts, too.
            if case .sound(let workflow) = graph, findings.hasErrors {
                return .workflow(.draft(workflow))
            }
            return .workflow(graph)
        case .contracts:
            files.checkUnusedPolicies()
            let own = entry.declaration?.handlers.map { HandlerName($0.name.value) } ?? []
            return .contracts(own.compactMap { entry.namespace.contracts[$0] })
        case .bindings: return .bindings
        case .configuration: return .configuration
        case .scenarios: return .scenarios
        case .unknown, .unreadable: return .unknown
        }
    }

    /// Findings of the file itself first, then those of each used file, each in the order of the
    /// text.
    private static func inOrder(_ findings: [Diagnostic], entry: SourceText) -> [Diagnostic] {
        let own = findings.filter { $0.span.source === entry }
        let others = Dictionary(
            grouping: findings.filter { $0.span.source !== entry },
            by: \.span.source.name
        )
        return own.inFileOrder()
            + others.keys.sorted().flatMap { others[$0]?.inFileOrder() ?? [] }
    }
}

extension SourceFiles {
    /// All files read so far, as the definition of the workflow at a path.
    fileprivate func definition(of path: String) -> Definition {
        let entry = FilePath(path)
        return Definition(
            entry: entry.name,
            files: sources.map { file in
                DefinitionFile(
                    path: file.path.relative(to: entry.folder).text,
                    text: String(decoding: file.source.bytes, as: UTF8.self)
                )
            }
        )
    }
}
