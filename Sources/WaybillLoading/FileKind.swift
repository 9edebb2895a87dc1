import WaybillDiagnostics
import WaybillYAML

/// What a file is, by the keys at its top.
enum FileKind: Hashable, Sendable {
    case workflow
    case contracts
    case bindings
    case configuration
    case scenarios
    /// Valid, but none of these.
    case unknown
    /// No tree could be read, or its version is not known.
    case unreadable

    /// As messages name it.
    var name: String {
        switch self {
        case .workflow: "a workflow"
        case .contracts: "a file of contracts"
        case .bindings: "a file of bindings"
        case .configuration: "a configuration"
        case .scenarios: "a file of scenarios"
        case .unknown, .unreadable: "no file of waybill's"
        }
    }

    fileprivate init(_ entries: [YAMLEntry]) {
        let keys = entries.map(\.key.string)
        if keys.contains("workflow") || keys.contains("steps") {
            self = .workflow
        } else if keys.contains("test") || keys.contains("scenarios") {
            self = .scenarios
        } else if keys.contains("bindings") {
            self = .bindings
        } else if keys.contains("lint") {
            self = .configuration
        } else if keys.contains(where: { ["handlers", "types", "events", "policies"].contains($0) })
        {
            self = .contracts
        } else {
            self = .unknown
        }
    }
}

extension DeclarationReader {
    /// Reads a document for what it is. Bindings, configurations and scenarios have readers of their
    /// own.
    func read(_ document: YAMLDocument) -> (kind: FileKind, declaration: FileDeclaration?) {
        guard let root = document.root, let top = writtenMapping(root, "the file") else {
            return (.unreadable, nil)
        }
        let kind = FileKind(top.entries)
        guard checkVersion(top, kind) else { return (.unreadable, nil) }
        switch kind {
        case .workflow, .contracts:
            let table: KeyTable = kind == .workflow ? .workflow : .contracts
            guard let mapping = mapping(root, table) else { return (.unreadable, nil) }
            return (
                kind, file(mapping, source: document.source, isWorkflow: kind == .workflow)
            )
        case .bindings, .configuration, .scenarios, .unreadable: return (kind, nil)
        case .unknown:
            if !isPartial { findings.report(.unknownFile(top)) }
            return (kind, nil)
        }
    }

    /// Whether the file's `waybill:` names a version that this tool reads. A missing one is a
    /// finding, and the file is read as version 1.
    private func checkVersion(_ top: Mapping, _ kind: FileKind) -> Bool {
        // A key that is nearly spelt so is a finding where the keys are held against their table.
        let misspelt = top.entries.first {
            Guess(key: $0.key.string, among: ["waybill"]).name != nil
        }
        guard let entry = top.entry("waybill") ?? misspelt else {
            if !isPartial, kind != .unknown { findings.report(.missingVersion(top)) }
            return true
        }
        if let first = top.entries.first, first.key.string != entry.key.string {
            findings.report(
                Diagnostic(
                    .wrongShape,
                    "`waybill` must be the first key of the file",
                    at: entry.key.span,
                    label: "not the first key",
                    labels: [.init(first.key.span, "this key comes first")],
                    help: ["move `waybill: 1` to the top of the file"]
                )
            )
        }
        if case .scalar(let scalar) = entry.value.content, scalar.string == "1" { return true }
        findings.report(
            Diagnostic(
                .unsupportedVersion,
                "this version of the language is not known",
                at: entry.value.span,
                label: "not known to this tool",
                help: ["this tool reads `waybill: 1`"]
            )
        )
        return false
    }
}

extension Diagnostic {
    fileprivate static func missingVersion(_ top: Mapping) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "the file does not say which version of the language it is in",
            at: top.head,
            label: "`waybill: 1` is missing before this",
            help: ["make `waybill: 1` the first line"],
            edits: versionEdit(top).map { [$0] } ?? []
        )
    }

    /// The change that puts `waybill: 1` first: a line of its own, or the first entry between
    /// braces, in quotes when the other keys are. None where more than blanks stands before the
    /// first key of its line, as an anchor may.
    private static func versionEdit(_ top: Mapping) -> Edit? {
        let source = top.span.source
        let beginning = source.text(of: top.span.range).prefix(2)
        if beginning.first == "{" {
            let key = top.head.text.first.map(String.init) ?? ""
            let quote = ["\"", "'"].contains(key) ? key : ""
            let behind = top.span.range.lowerBound + 1
            let space = beginning.last?.isWhitespace == true ? "" : " "
            return Edit(
                replacing: Span(in: source, behind..<behind),
                with: "\(quote)waybill\(quote): 1," + space,
                confidence: .safe
            )
        }
        let start = top.head.range.lowerBound
        let line = source.lineRange(source.position(at: start).line - 1).lowerBound
        let indent = source.text(of: line..<start).drop { $0 == "\u{FEFF}" }
        guard indent.allSatisfy({ $0 == " " }) else { return nil }
        let place = Span(in: source, start..<start)
        return Edit(replacing: place, with: "waybill: 1\n" + indent, confidence: .safe)
    }

    fileprivate static func unknownFile(_ top: Mapping) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "the file is neither a workflow nor a file of contracts, bindings, scenarios or configuration",
            at: top.head,
            label: "none of the keys that say what a file is",
            help: [
                "a workflow has `workflow` and `steps`, a file of contracts `handlers`, `types`, `events` or `policies`, a file of bindings `bindings`, a file of scenarios `test` and `scenarios`, a configuration `lint`"
            ]
        )
    }
}
