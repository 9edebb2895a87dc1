import WaybillDiagnostics

/// The reading of one file in parts: a part ends at a mistake that cannot be repaired, and the next
/// starts at the top-level key behind it.
struct Reading {
    private let source: SourceText
    /// What libyaml reads, byte for byte as long as the file.
    private var bytes: [UInt8]
    private var diagnostics: [Diagnostic] = []
    private var repairs: [Int: Range<Int>] = [:]
    private var anchors: [String: Anchor] = [:]
    private var scalarRanges: [Range<Int>] = []
    private var root: YAMLNode?
    private var hasTabs = false
    private var hasFailed = false
    private var budget = YAMLLimits.rereadBytes

    init(_ source: SourceText) {
        self.source = source
        let readable = ReadableBytes(source)
        bytes = readable.bytes
        diagnostics = readable.diagnostics
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
        if root == nil, !hasFailed, diagnostics.isEmpty {
            diagnostics.append(.emptyDocument(source))
        }
        return YAMLDocument(
            source: source,
            root: root,
            comments: CommentScanner.comments(in: source, outside: scalarRanges),
            diagnostics: diagnostics.inFileOrder()
        )
    }

    /// Reads from a byte on; the byte to go on from when there is more to read.
    private mutating func readPart(from start: Int) -> Int? {
        var builder = TreeBuilder(source: source, bytes: bytes, repairs: repairs, anchors: anchors)
        let outcome = EventParser.parse(bytes[start...]) { builder.receive($0) }
        switch outcome {
        case .finished:
            accept(&builder)
            return nil
        case .stopped:
            if case .trap(let trap) = builder.interruption {
                repair(trap)
                return start
            }
            let refused = builder.diagnostics.last?.span.range.lowerBound ?? start
            let isAtEnd = builder.diagnostics.last?.code == .oneDocument
            accept(&builder)
            return isAtEnd ? nil : nextTopLevelKey(behind: refused)
        case .failed(let failure):
            return recover(from: failure, &builder, start: start)
        }
    }

    /// What to do about a syntax error: mend it in the copy and read the part again, or report it
    /// and go on behind it.
    private mutating func recover(
        from failure: SyntaxFailure,
        _ builder: inout TreeBuilder,
        start: Int
    ) -> Int? {
        hasFailed = true
        if isTab(at: failure), !hasTabs {
            hasTabs = true
            diagnostics.append(.tabIndent(bytes.tabIndents(), in: source))
            bytes.replaceTabIndents()
            return start
        }
        if let trap = ExpressionTrap(behind: failure, in: bytes, source: source),
            repairs[trap.range.lowerBound] == nil
        {
            repair(trap)
            return start
        }
        let finding = Diagnostic.yamlSyntax(failure, in: source)
        // A tab that became one space may not line up with what is around it.
        if !hasTabs { diagnostics.append(finding) }
        accept(&builder)
        return nextTopLevelKey(behind: max(start, finding.span.range.lowerBound))
    }

    /// Makes libyaml read an expression in one piece.
    private mutating func repair(_ trap: ExpressionTrap) {
        diagnostics.append(trap.diagnostic)
        repairs[trap.range.lowerBound] = trap.range
        for offset in trap.range.clamped(to: bytes.indices) { bytes[offset] = UInt8(ascii: "x") }
    }

    /// Takes over what a part's builder has found.
    private mutating func accept(_ builder: inout TreeBuilder) {
        builder.closeAll()
        diagnostics += builder.diagnostics
        anchors = builder.anchors
        scalarRanges += builder.scalarRanges
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

    private func isTab(at failure: SyntaxFailure) -> Bool {
        failure.problem.contains("tab character")
            || failure.problem == "found character that cannot start any token"
                && failure.problemOffset < bytes.count
                && bytes[failure.problemOffset] == UInt8(ascii: "\t")
    }

    /// The next line that starts with a key at column 0.
    private func nextTopLevelKey(behind offset: Int) -> Int? {
        var line = bytes.endOfLine(from: offset) + 1
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
