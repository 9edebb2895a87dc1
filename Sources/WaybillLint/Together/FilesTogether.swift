import Foundation
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// Files that are checked together, and what can only be said about all of them: whether anything
/// uses what they share, and whether their events have both ends.
struct FilesTogether {
    /// The contracts that any of the files declares or sees, the first of each name.
    private(set) var contracts: [HandlerContract] = []
    /// Whether a workflow is among them whose uses are not known, since it has errors.
    private var isIncomplete = false
    private var events = EventTraffic()
    private var contractNames: Set<HandlerName> = []
    /// What workflows see of other files and what contract files declare, each once.
    private var declared: [Place: DeclaredName] = [:]
    /// The names of the files of contracts, and of those that workflows read.
    private var contractFiles: Set<String> = []
    private var seenFiles: Set<String> = []
    /// The places of files by their names. Many names are declared in few files.
    private var places: [String: String] = [:]

    /// No file yet.
    init() {}

    /// One file, as it stands beside others.
    init(_ file: LoadedFile) {
        switch file.kind {
        case .workflow(.draft), .workflow(.broken): isIncomplete = true
        case .workflow(.sound(let workflow)):
            for name in file.sourceNames { seenFiles.insert(place(of: name)) }
            for member in workflow.family {
                add(member.contracts)
                events.add(member)
                // What is declared in one file alone is not shared.
                guard file.sourceNames.count > 1 else { continue }
                for name in DeclarationUses(of: member).names { add(name) }
            }
        case .contracts(let contracts):
            contractFiles.insert(place(of: file.source.name))
            add(contracts)
        case .bindings, .configuration, .scenarios, .unknown: break
        }
        for name in file.sharedNames { add(name) }
    }

    /// Takes in other files, which come after these.
    mutating func formUnion(_ other: FilesTogether) {
        isIncomplete = isIncomplete || other.isIncomplete
        add(other.contracts)
        events.formUnion(other.events)
        declared.merge(other.declared, uniquingKeysWith: Self.use)
        contractFiles.formUnion(other.contractFiles)
        seenFiles.formUnion(other.seenFiles)
    }

    /// The rules that are not asked about a file, since not all uses are known: of contracts and of
    /// bindings none are where no workflow is.
    func unasked(of file: CheckedFile) -> Set<DiagnosticCode> {
        if isIncomplete { return EventTraffic.rules.union([.unusedDeclaration]) }
        let place = file.source.name.place
        let isUnused = contractFiles.contains(place) && !seenFiles.contains(place)
        let isUnheld = !file.bindings.isEmpty && contracts.isEmpty
        return isUnused || isUnheld ? [.unusedDeclaration] : []
    }

    /// WB0602, of what contract files declare and of bindings: a name that no file here uses. WB0901
    /// and WB0902: an event that only one end of is here.
    func findings(bindings: [Binding]) -> [Diagnostic] {
        guard !isIncomplete else { return [] }
        let known = Set(contracts.map(\.name))
        let unknown = known.isEmpty ? [] : bindings.filter { !known.contains($0.handler) }
        return unused.map { .unusedDeclaration($0, by: "no workflow that was checked") }
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

    private mutating func add(_ contracts: [HandlerContract]) {
        self.contracts += contracts.filter { contractNames.insert($0.name).inserted }
    }

    private mutating func add(_ name: DeclaredName) {
        let place = Place(file: place(of: name.span.source.name), range: name.span.range)
        declared[place] = declared[place].map { Self.use($0, name) } ?? name
    }

    /// A name that some file uses is used, wherever else it is seen and not.
    private static func use(_ known: DeclaredName, _ other: DeclaredName) -> DeclaredName {
        other.isUsed ? other : known
    }

    private mutating func place(of name: String) -> String {
        if let known = places[name] { return known }
        let place = name.place
        places[name] = place
        return place
    }

    /// What the contract files among these declare, some workflow sees, and none uses.
    private var unused: [DeclaredName] {
        let shared = contractFiles.intersection(seenFiles)
        return declared.filter { !$1.isUsed && shared.contains($0.file) }.map(\.value)
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

extension String {
    /// The same path from the root of the file system, which names a file however it was reached.
    fileprivate var place: String { URL(fileURLWithPath: self).standardizedFileURL.path }
}

extension LoadedFile {
    /// The types and policies in it and in the files it uses, as names.
    var sharedNames: [DeclaredName] {
        types.map { DeclaredName(.type, $0) } + policies.map { DeclaredName(.policy, $0) }
    }
}
