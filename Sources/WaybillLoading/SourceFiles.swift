import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Reads a file and the files it uses, each once, and knows what each of them sees.
final class SourceFiles {
    /// A file that was read.
    struct File {
        let source: SourceText
        let kind: FileKind
        let declaration: FileDeclaration?
        /// What it sees: what it uses and what it declares.
        let namespace: Namespace
        let resolver: TypeResolver
        /// The workflow that it is, for files that use it.
        let workflow: Namespace.UsedWorkflow?
    }

    /// Longer chains of files that use files are refused.
    private static let deepestUse = 50

    private let reading: FileReading
    private let findings: Findings
    private let typeUses = NameUses()
    let policyUses = NameUses()
    private var files: [FilePath: File] = [:]
    /// The JSON Schema files that types are imported from.
    private var schemas: [FilePath: SchemaDeclaration] = [:]
    /// The first file of each workflow's name.
    private var workflows: [WorkflowName: Namespace.UsedWorkflow] = [:]
    /// The files being read, outermost first.
    private var path: [FilePath] = []
    /// What comments allow in the files read so far.
    private(set) var allowances: [Allowance] = []
    /// What is wrong with such comments, which does not stop the files from being used.
    private(set) var badAllowances: [Diagnostic] = []
    /// Whether every file that is used could be read.
    private(set) var isComplete = true

    init(reading: FileReading, findings: Findings) {
        self.reading = reading
        self.findings = findings
    }

    /// The paths and bytes of all files read, in the order of their paths.
    var sources: [(path: FilePath, source: SourceText)] {
        (files.map { ($0.key, $0.value.source) } + schemas.map { ($0.key, $0.value.source) })
            .sorted { $0.0.text < $1.0.text }
    }

    /// The types that the files read so far declare, by their files.
    var types: [NamedDeclaration] {
        declarations.flatMap(\.types).map { type in
            NamedDeclaration(
                name: type.name.value,
                span: type.name.span,
                isUsed: typeUses.contain(type.name.span)
            )
        }
    }

    /// The policies that they declare, by their files.
    var policies: [NamedDeclaration] {
        declarations.flatMap(\.policies).map { policy in
            NamedDeclaration(
                name: policy.name.value.rawValue,
                span: policy.name.span,
                isUsed: policyUses.contain(policy.name.span)
            )
        }
    }

    /// Checks the constraints of the policies that no step uses, of whose data nothing is known.
    func checkUnusedPolicies() {
        let compiler = ExpressionCompiler(findings: findings) { _ in .none }
        for policy in declarations.flatMap(\.policies)
        where !policyUses.contain(policy.name.span) {
            _ = compiler.compile(policy.constraints, over: .unknown, usedAt: nil)
        }
    }

    private var declarations: [FileDeclaration] {
        files.sorted { $0.key.text < $1.key.text }.compactMap(\.value.declaration)
    }

    /// Reads the file that loading starts from.
    func entry(_ path: String) -> File? {
        let place = FilePath(path)
        do {
            return file(place, SourceText(name: path, bytes: try reading.read(place.text)))
        } catch {
            let source = SourceText(name: path, text: "")
            findings.report(
                Diagnostic(
                    .useNotFound,
                    "cannot read `\(path)`: \(FileReading.reason(error))",
                    at: source.whole
                )
            )
            return nil
        }
    }

    private func file(_ place: FilePath, _ source: SourceText) -> File {
        let document = YAMLReader.read(source)
        findings.report(document)
        let allowed = AllowanceReader(document)
        allowances += allowed.allowances
        badAllowances += allowed.findings
        let reader = DeclarationReader(
            findings: findings,
            isPartial: document.isPartial,
            folder: place.folder
        )
        let (kind, declaration) = reader.read(document)
        var visible = Namespace()
        visible.isIncomplete = reader.lostDeclarations
        path.append(place)
        if let name = declaration?.workflow?.name { note(name, in: place) }
        for use in declaration?.uses ?? [] {
            if let used = used(use, from: place, kind) {
                if let workflow = used.workflow {
                    visible.use(workflow)
                } else {
                    visible.merge(used.namespace, findings: findings)
                }
            } else {
                visible.isIncomplete = true
                isComplete = false
            }
        }
        path.removeLast()
        for imported in declaration?.imports ?? [] { readSchema(imported) }
        let resolver = TypeResolver(
            declaration?.types ?? [],
            visible: visible,
            uses: typeUses,
            schemas: schemas,
            findings: findings
        )
        if let declaration {
            visible.declare(declaration, resolver: resolver, findings: findings)
        }
        let file = File(
            source: source,
            kind: kind,
            declaration: declaration,
            namespace: visible,
            resolver: resolver,
            workflow: declaration?.workflow.map { .init(name: $0.name, file: place) }
        )
        files[place] = file
        return file
    }

    /// A file that was read.
    func file(at path: FilePath) -> File? { files[path] }

    /// Takes note of a workflow's name, which runs and their journals know it by.
    private func note(_ name: Located<WorkflowName>, in file: FilePath) {
        guard !name.value.rawValue.isEmpty else { return }
        if let first = workflows[name.value] {
            findings.report(
                .duplicateName(
                    name.value.rawValue,
                    "workflow",
                    at: name.span,
                    first: first.name.span
                )
            )
        } else {
            workflows[name.value] = Namespace.UsedWorkflow(name: name, file: file)
        }
    }

    /// The file that a `use` names; `nil`, with a finding, when it cannot be used.
    private func used(_ use: Located<String>, from user: FilePath, _ kind: FileKind) -> File? {
        guard !use.value.hasPrefix("/") else {
            findings.report(.absolutePath(use, of: "`use`"))
            return nil
        }
        let place = user.folder.appending(use.value)
        if let start = path.firstIndex(of: place) {
            findings.report(.circularUse(use, path[start...].map(\.text) + [place.text]))
            return nil
        }
        guard path.count < Self.deepestUse else {
            findings.report(.tooDeep(use))
            return nil
        }
        let file = files[place] ?? read(use, at: place)
        guard let file else { return nil }
        switch file.kind {
        case .contracts: return file
        case .workflow where kind == .workflow: return file
        case .workflow: findings.report(.workflowInContracts(use))
        case .bindings, .configuration, .scenarios, .unknown:
            findings.report(.notUsable(use, file.kind))
        case .unreadable: break
        }
        return nil
    }

    /// Reads a JSON Schema file, once. One that cannot be read is a finding.
    private func readSchema(_ file: Located<FilePath>) {
        guard schemas[file.value] == nil else { return }
        let path = file.value.text
        do {
            let source = SourceText(name: path, bytes: try reading.read(path))
            let document = YAMLReader.read(source)
            if document.root == nil, source.bytes.allSatisfy({ " \t\r\n".utf8.contains($0) }) {
                findings.report(.emptySchema(source.whole))
            } else if let finding = Diagnostic.notJSON(document) {
                findings.report(finding)
            } else {
                findings.report(document)
            }
            var reader = SchemaReader(file: file.value, findings: findings)
            schemas[file.value] = reader.declaration(document)
        } catch {
            isComplete = false
            findings.report(.unreadableSchema(file, reason: FileReading.reason(error)))
        }
    }

    private func read(_ use: Located<String>, at place: FilePath) -> File? {
        do {
            let bytes = try reading.read(place.text)
            return file(place, SourceText(name: place.text, bytes: bytes))
        } catch {
            findings.report(
                .unreadableUse(use, path: place.text, reason: FileReading.reason(error))
            )
            return nil
        }
    }
}

extension YAMLDocument {
    /// Whether parts of the file are not in the tree.
    fileprivate var isPartial: Bool {
        let whole: [DiagnosticCode] = [.unquotedExpression, .unknownTag]
        return diagnostics.contains { $0.severity == .error && !whole.contains($0.code) }
    }
}
