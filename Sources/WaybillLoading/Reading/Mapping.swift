import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// A mapping of the file whose keys have been held against their table.
struct Mapping {
    /// The construct it is, as messages name it.
    let construct: String
    let entries: [YAMLEntry]
    let span: Span

    /// The value of a key; `nil` when it is missing.
    subscript(key: String) -> YAMLNode? { entry(key)?.value }

    /// The key with its value; `nil` when it is missing.
    func entry(_ key: String) -> YAMLEntry? {
        entries.firstIndex { $0.key.string == key }.map { entries[$0] }
    }

    /// Where a finding about the mapping as a whole points: its first key.
    var head: Span { entries.first?.key.span ?? span }
}

extension DeclarationReader {
    /// The mapping that a node is, its unknown keys reported, and left out unless they are misspelt;
    /// `nil`, with a finding, when it is none.
    func mapping(_ node: YAMLNode, _ table: KeyTable) -> Mapping? {
        guard let mapping = anyMapping(node, table.construct) else { return nil }
        let entries = respelt(
            mapping.entries,
            of: table.construct,
            known: table.keys,
            meant: table.keys
        )
        return Mapping(
            construct: table.construct,
            entries: entries.filter { table.keys.contains($0.key.string) },
            span: node.span
        )
    }

    /// The mapping that a node is, whatever its keys; `nil`, with a finding, when it is none.
    func anyMapping(_ node: YAMLNode, _ construct: String) -> Mapping? {
        writtenMapping(node, construct).map {
            Mapping(construct: construct, entries: merged($0.entries), span: node.span)
        }
    }

    /// The mapping that a node is, just as it is written; `nil`, with a finding, when it is none.
    func writtenMapping(_ node: YAMLNode, _ construct: String) -> Mapping? {
        guard case .mapping(let entries) = node.content else {
            findings.report(.wrongShape(node, of: construct, expected: "a mapping"))
            return nil
        }
        return Mapping(construct: construct, entries: entries, span: node.span)
    }

    /// The value of a key that must be there; `nil`, with a finding, when it is missing.
    func required(_ key: String, in mapping: Mapping) -> YAMLNode? {
        if let node = mapping[key] { return node }
        findings.report(.missingKey(key, of: mapping.construct, at: mapping.head))
        return nil
    }

    /// The elements of a sequence; `nil`, with a finding, when the node is none.
    func sequence(_ node: YAMLNode, of what: String) -> [YAMLNode]? {
        if case .sequence(let items) = node.content { return items }
        findings.report(.wrongShape(node, of: what, expected: "a list"))
        return nil
    }

    /// Keeps in mind the ids of all steps inside a node that is not read, so that names that lead
    /// there are no findings of their own.
    func poison(_ node: YAMLNode) {
        switch node.content {
        case .scalar: break
        case .sequence(let items): items.forEach(poison)
        case .mapping(let entries):
            for entry in entries {
                if entry.key.string == "step", case .scalar(let id) = entry.value.content {
                    poisonedIDs.insert(.init(id.string))
                }
                poison(entry.value)
            }
        }
    }
}

extension YAMLNode {
    var isMapping: Bool { if case .mapping = content { true } else { false } }

    var isSequence: Bool { if case .sequence = content { true } else { false } }

    /// What the node is, as messages say it.
    var shape: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a mapping"
        case .scalar(let scalar):
            switch scalar.resolved {
            case .null: "nothing"
            case .bool(let value): "the boolean `\(value)`"
            case .integer, .float: "the number `\(scalar.string)`"
            case .string: "a text"
            }
        }
    }

    /// Where a finding about the node points: a whole scalar, but only the beginning of a list
    /// or of a mapping.
    var head: Span {
        switch content {
        case .scalar: span
        case .sequence(let items):
            items.first.map { span.isOnOneLine ? span : $0.head } ?? span
        case .mapping(let entries):
            entries.first.map { span.isOnOneLine ? span : $0.key.span } ?? span
        }
    }
}

extension Span {
    /// Whether it covers no line break.
    fileprivate var isOnOneLine: Bool { !text.utf8.contains(UInt8(ascii: "\n")) }
}

extension Diagnostic {
    static func wrongShape(_ node: YAMLNode, of what: String, expected: String) -> Diagnostic {
        Diagnostic(
            .wrongShape,
            "\(what) must be \(expected), but is \(node.shape)",
            at: node.head,
            label: "expected \(expected)",
            help: examples[what].map { ["write it like this: `\($0)`"] } ?? []
        )
    }

    /// What the constructs look like whose shape is most often mistaken.
    private static let examples = [
        "`steps`": "- step: charge",
        "`scope`": "- step: charge",
        "a step": "step: charge",
        "`retry`": "retry: { max_attempts: 5 }",
        "`outcomes`": "outcomes: { fulfilled: keep, rejected: undo }",
        "`route`": "- when: input.total > 100",
        "`else`": "else: { to: next }",
        "`catch`": "- error: timeout",
        "`match`": "match: { order_id: input.id }",
        "`use`": "use: [handlers/commerce.yaml]",
        "`events`": "events: { order.paid: { order_id: string } }",
        "`errors`": "errors: { card_declined: { retry: never } }",
        "`compensate`": "compensate: { call: payments.void, with: { … } }",
        "`version`": "version: 3",
        "`policies`": "policies: { closest: { strategy: nearest, unfilled: { action: fail } } }",
        "`keep`": "keep: { open: site.open }",
        "`promise`": "promise: { mode: soft, late: 2.00 }",
        "`split`": "split: { max_parcels: 3, penalty: 3.00 }",
        "`hold`": "hold: { max: 5d, only_if_saves: 4.00 }",
        "`unfilled`": "unfilled: { action: backorder, cost: 60.00 }",
        "`ties`": "ties: [fewest_parcels, site_id]",
    ]

    static func unknownKey(
        _ key: YAMLScalar,
        of construct: String,
        known: [String],
        _ guess: Guess
    ) -> Diagnostic {
        var help = guess.help
        if help.isEmpty { help = ["the keys of \(construct) are \(quoted(known))"] }
        return Diagnostic(
            .unknownKey,
            "`\(key.string)` is not a key of \(construct)",
            at: key.span,
            label: "unknown key",
            help: help,
            edits: guess.edits(at: key.span)
        )
    }

    static func missingKey(
        _ key: String,
        of construct: String,
        at span: Span,
        help: [String] = []
    ) -> Diagnostic {
        Diagnostic(
            .missingKey,
            "\(construct) needs the key `\(key)`",
            at: span,
            label: "`\(key)` is missing",
            help: help
        )
    }
}
