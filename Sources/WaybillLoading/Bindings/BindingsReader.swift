import CEL
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// Reads one file of bindings off its tree.
struct BindingsReader {
    let reader: DeclarationReader
    /// Fills in `env` and `secret`; `nil` to leave them as they are.
    let surroundings: Surroundings?
    /// The folder of the file.
    let folder: FilePath
    /// The contracts that are known; mocks see the input as theirs say.
    let contracts: [HandlerContract]

    var findings: Findings { reader.findings }

    /// The bindings of a document, those that could be read; `nil` when it is no such file.
    /// The bindings, and the names that the file binds, right or wrong.
    func read(_ document: YAMLDocument) -> (bindings: Bindings, names: [Located<String>])? {
        let kind = reader.read(document).kind
        guard let root = document.root, kind != .unreadable else { return nil }
        guard kind == .bindings else {
            findings.report(.noBindings(root, kind))
            return nil
        }
        guard let file = reader.mapping(root, .bindings), let node = file["bindings"],
            let table = reader.anyMapping(node, "`bindings`")
        else { return nil }
        return (
            Bindings(table.entries.compactMap(binding)),
            table.entries.map { Located($0.key.string, at: $0.key.span) }
        )
    }

    private func binding(_ entry: YAMLEntry) -> Binding? {
        let name = entry.key.string
        if !Identifier.isDotted(name) {
            findings.report(
                .badID(name, "a handler's name", form: Identifier.dottedForm, at: entry.key.span)
            )
        }
        guard let mapping = reader.mapping(entry.value, .binding),
            let carrier = carrier(mapping, for: HandlerName(name), at: entry.key.span)
        else { return nil }
        return Binding(
            handler: HandlerName(name),
            carrier: carrier,
            limits: mapping["limits"].flatMap(limits),
            span: entry.key.span
        )
    }

    private func carrier(
        _ mapping: Mapping,
        for handler: HandlerName,
        at span: Span
    ) -> Binding.Carrier? {
        let carriers = mapping.entries.filter { KeyTable.carriers.contains($0.key.string) }
        guard let first = carriers.first else {
            findings.report(.carrierMissing(handler, at: span))
            return nil
        }
        if carriers.count > 1 {
            findings.report(.severalCarriers(handler, first, carriers[1]))
        }
        switch first.key.string {
        case "http": return http(first.value).map(Binding.Carrier.http)
        case "exec": return exec(first.value).map(Binding.Carrier.exec)
        default:
            let contract = contracts.first { $0.name == handler }
            return mock(first.value, for: contract).map(Binding.Carrier.mock)
        }
    }
}

extension KeyTable {
    static let bindings = KeyTable("a file of bindings", ["waybill", "summary", "bindings"])
    static let carriers = ["http", "exec", "mock"]
    static let binding = KeyTable("a binding", carriers + ["limits"])
    static let http = KeyTable("`http`", ["method", "url", "headers"])
    static let exec = KeyTable("`exec`", ["command"])
    static let limits = KeyTable("`limits`", ["concurrency", "rate"])
    static let mock = KeyTable(
        "`mock`",
        ["output", "error", "cases", "fail_times", "latency", "ledger"]
    )
    static let mockCase = KeyTable("a case of a mock", ["when", "output", "error"])
    static let mockError = KeyTable("`error`", ["code", "message", "effect"])
}

extension Diagnostic {
    fileprivate static func noBindings(_ root: YAMLNode, _ kind: FileKind) -> Diagnostic {
        Diagnostic(
            .badBinding,
            "this is \(kind.name), not a file of bindings",
            at: root.head,
            label: "no `bindings` here"
        )
    }

    fileprivate static func carrierMissing(_ handler: HandlerName, at span: Span) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "the binding of `\(handler)` does not say how it is reached",
            at: span,
            label: "needs one of \(quoted(KeyTable.carriers))"
        )
    }

    fileprivate static func severalCarriers(
        _ handler: HandlerName,
        _ first: YAMLEntry,
        _ second: YAMLEntry
    ) -> Diagnostic {
        Diagnostic(
            .exclusiveKeys,
            "`\(handler)` is bound in two ways",
            at: second.key.span,
            label: "a second way",
            labels: [.init(first.key.span, "the first")],
            help: ["keep one of them"]
        )
    }
}
