import CEL
import WaybillDiagnostics
import WaybillModel

/// The events of workflows that are checked together: who publishes them, and who takes them.
struct EventTraffic {
    /// The types that are emitted, each where a file first does that.
    private var emitted = FirstUses()
    /// The types that are awaited or start runs.
    private var taken = FirstUses()
    /// The types that some declaration says go to others, or come from them.
    private var external: Set<EventType> = []

    /// The rules that it is about.
    static let rules: Set<DiagnosticCode> = [.emitWithoutListener, .awaitWithoutEmitter]

    /// Takes in what a workflow publishes and takes.
    mutating func add(_ workflow: Workflow) {
        external.formUnion(workflow.events.filter(\.isExternal).map(\.type))
        if let start = workflow.start { taken.add(start.event, at: start.span) }
        for node in workflow.nodes {
            for emit in node.emitted { emitted.add(emit.event, at: emit.span) }
            guard case .await(let awaited) = node.action else { continue }
            for event in awaited.events { taken.add(event, at: awaited.span) }
        }
    }

    /// Takes in the events of other workflows, which come after these.
    mutating func formUnion(_ other: EventTraffic) {
        for use in other.emitted.all { emitted.add(use.event, at: use.span) }
        for use in other.taken.all { taken.add(use.event, at: use.span) }
        external.formUnion(other.external)
    }

    /// WB0901 and WB0902, each type once in a file.
    var findings: [Diagnostic] {
        let unheard = emitted.all.filter { !isKnown($0, to: taken) }
        let unsent = taken.all.filter { !isKnown($0, to: emitted) }
        return unheard.map { .emitWithoutListener($0.event, at: $0.span) }
            + unsent.map { .awaitWithoutEmitter($0.event, at: $0.span) }
            + taken.all.compactMap(unfit)
    }

    /// WB0902 of a type that is emitted, but nowhere with the data that is expected of it.
    private func unfit(_ use: FirstUses.Use) -> Diagnostic? {
        let sent = emitted.uses(of: use.event.type)
        guard let first = sent.first, !external.contains(use.event.type),
            !sent.contains(where: { $0.event.data.fits(use.event.data) })
        else { return nil }
        return .awaitedOtherwise(use.event, at: use.span, emitted: first.event)
    }

    private func isKnown(_ use: FirstUses.Use, to others: FirstUses) -> Bool {
        external.contains(use.event.type) || others.contain(use.event.type)
    }
}

/// Event types in the order in which files first use them.
private struct FirstUses {
    struct Use {
        let event: EventDeclaration
        let span: Span
    }

    private(set) var all: [Use] = []
    /// The positions of the uses of each type, by their files.
    private var positions: [EventType: [String: Int]] = [:]

    mutating func add(_ event: EventDeclaration, at span: Span) {
        let file = span.source.name
        guard positions[event.type]?[file] == nil else { return }
        positions[event.type, default: [:]][file] = all.count
        all.append(Use(event: event, span: span))
    }

    func contain(_ type: EventType) -> Bool { positions[type] != nil }

    /// Those of a type, the first first.
    func uses(of type: EventType) -> [Use] {
        (positions[type] ?? [:]).values.sorted().map { all[$0] }
    }
}

extension EventDeclaration {
    /// The edits that mark it as external; none where its data's type is not on the line of its
    /// name, or would be read otherwise inside braces.
    fileprivate var markingExternal: [Diagnostic.Edit] {
        let between = span.range.upperBound..<max(span.range.upperBound, dataSpan.range.lowerBound)
        let isBeside = span.source.text(of: between).allSatisfy { $0 == ":" || $0 == " " }
        let written = dataSpan.text
        let isClosed = written.first.map { "{[\"'".contains($0) } ?? false
        guard isBeside, !written.isEmpty, isClosed || !written.contains(where: "[]{},".contains),
            !written.contains("\n")
        else { return [] }
        let source = dataSpan.source
        let (start, end) = (dataSpan.range.lowerBound, dataSpan.range.upperBound)
        return [(start, "{ external: true, data: "), (end, " }")].map { offset, text in
            .init(replacing: Span(in: source, offset..<offset), with: text, confidence: .maybe)
        }
    }

    fileprivate var declaredHere: Diagnostic.Label {
        .init(span, "declared here, without `external: true`")
    }

    fileprivate var external: String {
        "under `events`: `\(type): { external: true, data: … }`"
    }
}

extension Diagnostic {
    fileprivate static func emitWithoutListener(_ event: EventDeclaration, at span: Span)
        -> Diagnostic
    {
        Diagnostic(
            .emitWithoutListener,
            "no workflow that was checked takes `\(event.type)`",
            at: span,
            label: "goes to nobody here",
            labels: [event.declaredHere],
            help: [
                "if it is for others, say so \(event.external)",
                "if a workflow is to take it, check that one, too: it awaits it, or starts by it",
            ],
            edits: event.markingExternal
        )
    }

    fileprivate static func awaitedOtherwise(
        _ event: EventDeclaration,
        at span: Span,
        emitted: EventDeclaration
    ) -> Diagnostic {
        Diagnostic(
            .awaitWithoutEmitter,
            "no workflow that was checked emits `\(event.type)` as it is expected here",
            at: span,
            label: "would not take what is emitted",
            labels: [
                .init(event.dataSpan, "expected: \(event.data)"),
                .init(emitted.dataSpan, "emitted: \(emitted.data)"),
            ],
            help: [
                "declare the event once, in a file of contracts that both `use`, or let both declarations say the same"
            ]
        )
    }

    fileprivate static func awaitWithoutEmitter(_ event: EventDeclaration, at span: Span)
        -> Diagnostic
    {
        Diagnostic(
            .awaitWithoutEmitter,
            "no workflow that was checked emits `\(event.type)`",
            at: span,
            label: "comes from nobody here",
            labels: [event.declaredHere],
            help: [
                "if it comes from elsewhere, say so \(event.external)",
                "if a workflow is to send it, check that one, too: it has an `emit` of it",
            ],
            edits: event.markingExternal
        )
    }
}
