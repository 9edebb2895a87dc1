import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// Files that are checked together, and what can only be said about all of them: whether anything
/// uses what they share, and whether their events have both ends.
struct FilesTogether {
    /// The contracts that any of the files declares or sees, the first of each name.
    let contracts: [HandlerContract]
    /// Whether a workflow is among them whose uses are not known, since it has errors.
    private let isIncomplete: Bool
    private let shared: [DeclaredName]
    private let events: EventTraffic

    init(_ files: [LoadedFile]) {
        let workflows = files.compactMap(\.workflow).flatMap(\.family)
        var names: Set<HandlerName> = []
        contracts = (workflows.flatMap(\.contracts) + files.flatMap(\.ownContracts))
            .filter { names.insert($0.name).inserted }
        isIncomplete = files.contains { file in
            if case .workflow(nil) = file.kind { true } else { false }
        }
        shared = Self.shared(files, workflows)
        events = EventTraffic(of: workflows)
    }

    /// The rules that are not asked, since not all uses are known.
    var unasked: Set<DiagnosticCode> {
        isIncomplete ? EventTraffic.rules.union([.unusedDeclaration]) : []
    }

    /// WB0602, of what contract files declare and of bindings: a name that no file here uses. WB0901
    /// and WB0902: an event that only one end of is here.
    func findings(bindings: [Binding]) -> [Diagnostic] {
        guard !isIncomplete else { return [] }
        let known = Set(contracts.map(\.name))
        let unknown = known.isEmpty ? [] : bindings.filter { !known.contains($0.handler) }
        return shared.filter { !$0.isUsed }
            .map { .unusedDeclaration($0, by: "no workflow that was checked") }
            + unknown.map { unusedBinding($0, among: known) } + events.findings
    }

    private func unusedBinding(_ binding: Binding, among known: Set<HandlerName>) -> Diagnostic {
        var finding = Diagnostic.unusedDeclaration(
            DeclaredName(
                kind: .binding,
                name: binding.handler.rawValue,
                span: binding.span,
                isUsed: false
            ),
            by: "no workflow that was checked"
        )
        let names = known.map(\.rawValue).sorted()
        if let near = closestMatch(to: binding.handler.rawValue, among: names) {
            finding.help = ["did you mean `\(near)`?"]
        }
        return finding
    }

    /// What the contract files among these declare and some workflow sees, each once.
    private static func shared(_ files: [LoadedFile], _ workflows: [Workflow]) -> [DeclaredName] {
        let contractFiles = Set(files.filter(\.isContracts).map(\.source.name))
        let seen = Set(files.filter { $0.workflow != nil }.flatMap(\.sourceNames))
        let declared =
            workflows.flatMap { DeclarationUses(of: $0).names } + files.flatMap(\.sharedNames)
        var places: [Place: Int] = [:]
        var names: [DeclaredName] = []
        for name in declared {
            let file = name.span.source.name
            guard contractFiles.contains(file), seen.contains(file) else { continue }
            let place = Place(file: file, range: name.span.range)
            if let index = places[place] {
                if name.isUsed { names[index] = name }
            } else {
                places[place] = names.count
                names.append(name)
            }
        }
        return names
    }

    /// What makes two declarations the same when a file is read for several workflows.
    private struct Place: Hashable {
        let file: String
        let range: Range<Int>
    }
}

extension DeclaredName {
    fileprivate init(_ kind: Kind, _ declaration: NamedDeclaration) {
        self.init(
            kind: kind,
            name: declaration.name,
            span: declaration.span,
            isUsed: declaration.isUsed
        )
    }
}

extension LoadedFile {
    /// The types and policies in it and in the files it uses, as names.
    var sharedNames: [DeclaredName] {
        types.map { DeclaredName(.type, $0) } + policies.map { DeclaredName(.policy, $0) }
    }

    fileprivate var ownContracts: [HandlerContract] {
        if case .contracts(let contracts) = kind { contracts } else { [] }
    }

    fileprivate var isContracts: Bool {
        if case .contracts = kind { true } else { false }
    }
}
