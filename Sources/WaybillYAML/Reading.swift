import WaybillDiagnostics

/// The reading of one file in parts: a part ends at a mistake that cannot be repaired, and the next
/// starts at the top-level key behind it.
struct Reading {
    private let source: SourceText
    /// What libyaml reads, byte for byte as long as the file.
    private var bytes: [UInt8]
    private var diagnostics: [Diagnostic] = []
    private let aliasNames: Set<String>
    private var repairs: [Int: Range<Int>] = [:]
    private var anchors: [String: Anchor] = [:]
    private var unusedAnchors: [String: Span] = [:]
    private var scalarRanges: [Range<Int>] = []
    private var aliases: [YAMLAlias] = []
    private var root: YAMLNode?
    private var hasTabs = false
    private var isComplete = true
    private var budget = YAMLLimits.rereadBytes

    init(_ source: SourceText) {
        self.source = source
        if ReadableBytes.isUTF16(source.bytes) {
            // Its bytes read as text would be wrong everywhere in the same way.
            bytes = []
            diagnostics = [.notUTF8(at: Span(in: source, 0..<min(2, source.bytes.count)))]
        } else {
            let readable = ReadableBytes(source)
            bytes = readable.bytes
            diagnostics = readable.diagnostics
        }
        aliasNames = bytes.aliasNames()
    }

    /// Reads all parts.
    mutating func run() {
        var start: Int? = 0
        while let from = start, budget >= 0 {
            start = readPart(from: from)
            budget -= bytes.count - from
        }
    }

    /// What was read.
    func document() -> YAMLDocument {
        var diagnostics = diagnostics
        if root == nil, diagnostics.isEmpty {
            diagnostics.append(.emptyDocument(source))
        }
        let isComplete = isComplete && budget >= 0
        diagnostics += unusedAnchors.map { .unusedAnchor($0.key, at: $0.value) }
        // An alias may stand in what could not be read, or be misspelt.
        if !isComplete || diagnostics.contains(where: { $0.severity == .error }) {
            diagnostics.removeAll { $0.code == .unusedAnchor }
        }
        return YAMLDocument(
            source: source,
            root: root,
            comments: CommentScanner.comments(in: source, outside: scalarRanges),
            aliases: aliases,
            diagnostics: shown(diagnostics.inFileOrder()),
            isComplete: isComplete
        )
    }

    /// As many findings as anyone reads.
    private func shown(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        let errors = diagnostics.filter { $0.severity == .error }
        guard errors.count > YAMLLimits.findings else { return diagnostics }
        let first = errors.prefix(YAMLLimits.findings)
        return first + [.tooManyFindings(at: first.last?.span ?? source.whole)]
    }

    /// Reads from a byte on; the byte to go on from when there is more to read.
    private mutating func readPart(from start: Int) -> Int? {
        var builder = builder()
        let outcome = EventParser.parse(bytes[start...]) { builder.receive($0) }
        switch outcome {
        case .finished:
            accept(&builder)
            return nil
        case .stopped:
            return goOn(behind: builder.interruption, &builder, start: start)
        case .failed(let failure):
            return recover(from: failure, &builder, start: start)
        }
    }

    /// Where to go on behind what made the builder stop.
    private mutating func goOn(
        behind interruption: TreeBuilder.Interruption?,
        _ builder: inout TreeBuilder,
        start: Int
    ) -> Int? {
        switch interruption {
        case .unquoted(let value):
            repair(value)
            return start
        case .refused(let finding):
            isComplete = false
            accept(&builder)
            guard finding.code != .oneDocument else { return nil }
            return nextPart(behind: finding.span.range.lowerBound, start: start)
        case nil:
            return nil
        }
    }

    /// What to do about a syntax error: mend it in the copy and read the part again, or report it
    /// and go on behind it.
    private mutating func recover(
        from failure: SyntaxFailure,
        _ builder: inout TreeBuilder,
        start: Int
    ) -> Int? {
        if !hasTabs, let tabs = tabs(behind: failure), let first = tabs.first {
            hasTabs = true
            diagnostics.append(.tabIndent(first, further: tabs.dropFirst(), in: source))
            for tab in tabs.joined() { bytes[tab] = UInt8(ascii: " ") }
            return start
        }
        if let value = UnquotedValue(behind: failure, in: bytes, source: source),
            repairs[value.range.lowerBound] == nil
        {
            repair(value)
            return start
        }
        let finding = Diagnostic.yamlSyntax(failure, in: source)
        // A tab that became one space may not line up with what is around it.
        if !hasTabs { diagnostics.append(finding) }
        isComplete = false
        if let misplaced = MisplacedText(behind: failure, in: bytes) {
            for offset in misplaced.range where bytes[offset] != UInt8(ascii: "\n") {
                bytes[offset] = UInt8(ascii: " ")
            }
            return start
        }
        let next = nextPart(behind: finding.span.range.lowerBound, start: start)
        if let next, next <= failure.problemOffset {
            // What is not closed has swallowed what follows: it is read once more without that.
            builder = self.builder()
            _ = EventParser.parse(bytes[start..<next]) { builder.receive($0) }
        }
        accept(&builder)
        return next
    }

    private func builder() -> TreeBuilder {
        TreeBuilder(
            source: source,
            bytes: bytes,
            repairs: repairs,
            aliasNames: aliasNames,
            anchors: anchors,
            unusedAnchors: unusedAnchors
        )
    }

    /// Makes libyaml read a value in one piece.
    private mutating func repair(_ value: UnquotedValue) {
        diagnostics.append(value.diagnostic)
        repairs[value.range.lowerBound] = value.range
        for offset in value.range.clamped(to: bytes.indices) { bytes[offset] = UInt8(ascii: "x") }
    }

    /// Takes over what a part's builder has found.
    private mutating func accept(_ builder: inout TreeBuilder) {
        builder.closeAll()
        diagnostics += builder.diagnostics
        anchors = builder.anchors
        unusedAnchors = builder.unusedAnchors
        scalarRanges += builder.scalarRanges
        aliases += builder.aliases.prefix(YAMLLimits.notedAliases - aliases.count)
        guard let read = builder.root?.node, !read.isEmptyScalar else { return }
        root = root.map { merge($0, read) } ?? read
    }

    /// Joins the mappings of two parts; the first of two equal keys wins.
    private mutating func merge(_ first: YAMLNode, _ second: YAMLNode) -> YAMLNode {
        guard case .mapping(let further) = second.content else { return first }
        guard case .mapping(var entries) = first.content else { return second }
        var places: [String: Span] = [:]
        for entry in entries { places[entry.key.string] = entry.key.span }
        for entry in further {
            if let place = places[entry.key.string] {
                diagnostics.append(
                    .duplicateKey(entry.key.string, at: entry.key.span, first: place)
                )
            } else {
                entries.append(entry)
            }
        }
        return YAMLNode(.mapping(entries), span: first.span.joined(with: second.span))
    }

    /// The white space with tabs that must be mended when a tab is behind a syntax error: that at
    /// the start of each line, and the one where libyaml stopped.
    private func tabs(behind failure: SyntaxFailure) -> [Range<Int>]? {
        let offset = failure.problemOffset
        let isAtTab = offset < bytes.count && bytes[offset] == UInt8(ascii: "\t")
        let isTab =
            failure.problem.contains("tab character")
            || failure.problem == "found character that cannot start any token" && isAtTab
        guard isTab else { return nil }
        let indents = bytes.tabIndents()
        guard isAtTab, !indents.contains(where: { $0.contains(offset) }) else { return indents }
        return [offset..<(offset + 1)] + indents
    }

    /// Where to go on behind a finding: at the next line that starts with a key at column 0.
    private func nextPart(behind offset: Int, start: Int) -> Int? {
        var line = offset
        if offset <= start || !bytes.isStartOfLine(offset) {
            line = bytes.endOfLine(from: max(start, offset)) + 1
        }
        while line < bytes.count {
            let end = bytes.endOfLine(from: line)
            if bytes.isTopLevelKey(line..<end) { return line }
            line = end + 1
        }
        return nil
    }
}

extension YAMLNode {
    /// Whether nothing was written where the node stands.
    fileprivate var isEmptyScalar: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.style == .plain && scalar.string.isEmpty
    }
}
