import WaybillDiagnostics

/// Builds the tree of one part of a file out of libyaml's events, and notes what YAML itself lets
/// pass: duplicate keys, aliases that explode, foreign tags, nesting without end.
struct TreeBuilder {
    /// Why building stopped before the end of the events.
    enum Interruption {
        /// A limit was passed, or a second document began.
        case refused(Diagnostic)
        /// A value was met that must be read as if it were quoted.
        case unquoted(UnquotedValue)
    }

    let source: SourceText
    /// What libyaml reads: the file, with repaired places replaced by a placeholder of equal length.
    let bytes: [UInt8]
    /// The places that were repaired, by their first byte.
    let repairs: [Int: Range<Int>]
    /// The names of all aliases in the file.
    let aliasNames: Set<String>
    /// What each anchor stands for, those of earlier parts included.
    var anchors: [String: Anchor]
    /// Where the anchors stand that no alias has referred to yet, by their names.
    var unusedAnchors: [String: Span]

    private(set) var diagnostics: [Diagnostic] = []
    private var reportCounts: [Diagnostic.Severity: Int] = [:]
    private(set) var root: BuiltNode?
    private(set) var interruption: Interruption?
    /// Where the scalars stand, in the order of the file: a `#` in one of them is no comment.
    private(set) var scalarRanges: [Range<Int>] = []
    var frames: [Frame] = []
    private var documents = 0
    /// The aliases met so far, as far as they are worth noting.
    var aliases: [YAMLAlias] = []
    var eventCount = 0
    /// How many nodes the tree has, aliases counted as often as they are used.
    var expandedCount = 0
    /// Whether an alias was refused because the tree would grow too large.
    var hasExploded = false

    init(
        source: SourceText,
        bytes: [UInt8],
        repairs: [Int: Range<Int>] = [:],
        aliasNames: Set<String> = [],
        anchors: [String: Anchor] = [:],
        unusedAnchors: [String: Span] = [:]
    ) {
        self.aliasNames = aliasNames
        self.source = source
        self.bytes = bytes
        self.repairs = repairs
        self.anchors = anchors
        self.unusedAnchors = unusedAnchors
    }

    /// Takes the next event; `false` when building has stopped.
    mutating func receive(_ event: YAMLEvent) -> Bool {
        eventCount += 1
        switch event.kind {
        case .documentStart:
            documents += 1
            if documents > 1 { refuse(.secondDocument(at: span(event.start..<event.end))) }
        case .documentEnd:
            break
        case .alias(let name):
            receiveAlias(name, event)
        case .scalar(let value, let style):
            receiveScalar(value, style, event)
        case .sequenceStart(let isFlow):
            open(event, isMapping: false, isFlow: isFlow)
        case .mappingStart(let isFlow):
            open(event, isMapping: true, isFlow: isFlow)
        case .sequenceEnd, .mappingEnd:
            close(end: event.end)
        }
        return interruption == nil
    }

    /// Closes what is still open after a failure, so that what was read so far can be used.
    mutating func closeAll() {
        while !frames.isEmpty { close(end: nil, isCut: true) }
    }

    // MARK: Collections

    private mutating func open(_ event: YAMLEvent, isMapping: Bool, isFlow: Bool) {
        let start = contentStart(of: event)
        guard frames.count < YAMLLimits.depth else {
            refuse(.tooDeep(at: span(start..<(start + 1))))
            return
        }
        checkTag(of: event, on: isMapping ? .mapping : .sequence)
        note(anchorOf: event)
        if let anchor = event.anchor { anchors[anchor] = .open }
        frames.append(
            Frame(
                isMapping: isMapping,
                isFlow: isFlow,
                anchor: event.anchor,
                start: start,
                column: blockColumn(of: event)
            )
        )
    }

    /// - Parameter end: libyaml's end, which counts for flow collections only.
    private mutating func close(end: Int?, isCut: Bool = false) {
        guard let frame = frames.popLast() else { return }
        let last = frame.isFlow ? end ?? frame.end : frame.end
        let content: YAMLNode.Content =
            frame.isMapping ? .mapping(frame.entries) : .sequence(frame.items)
        let span = span(frame.start..<max(frame.start, last))
        let node = YAMLNode(content, span: span, isCut: isCut)
        complete(
            BuiltNode(node: node, end: last, size: frame.size + 1, height: frame.height + 1),
            anchor: frame.anchor
        )
    }

    /// The column of a block collection's entries.
    private func blockColumn(of event: YAMLEvent) -> Int {
        // A list that is not indented against its key is reported by its first `-`, just behind
        // which libyaml puts the end.
        let isBehindDash =
            event.end > 0 && event.end <= bytes.count && bytes[event.end - 1] == UInt8(ascii: "-")
            && event.start < event.end
        return isBehindDash ? event.endColumn - 1 : event.endColumn
    }

    // MARK: Aliases and scalars

    private mutating func receiveAlias(_ name: String, _ event: YAMLEvent) {
        if let unquoted = unquotedValue(alias: name, event) {
            interruption = .unquoted(unquoted)
            return
        }
        complete(resolveAlias(name, at: span(event.start..<event.end)), anchor: nil)
    }

    private mutating func receiveScalar(
        _ value: String,
        _ style: YAMLScalar.Style,
        _ event: YAMLEvent
    ) {
        if let unquoted = unquotedValue(value, style, event) {
            interruption = .unquoted(unquoted)
            return
        }
        let start = contentStart(of: event)
        let scalar = self.scalar(value, style, event, start: start)
        if value.utf8.count > YAMLLimits.scalarBytes {
            report(.scalarTooLong(at: scalar.span))
        }
        note(anchorOf: event)
        if isPlainValue(style, event), let ambiguity = AmbiguousScalar(value) {
            report(.ambiguousScalar(scalar, ambiguity))
        }
        let end = max(start, scalar.span.range.upperBound)
        let isBlock = style == .literal || style == .folded
        scalarRanges.append((isBlock ? min(bytes.endOfLine(from: start), end) : start)..<end)
        let node = YAMLNode(.scalar(scalar), span: scalar.span)
        complete(BuiltNode(node: node, end: end, size: 1, height: 0), anchor: event.anchor)
    }

    /// Whether a scalar is a value, not a key, and written so that its text alone says what it is.
    private func isPlainValue(_ style: YAMLScalar.Style, _ event: YAMLEvent) -> Bool {
        guard style == .plain, event.tag == nil, let frame = frames.last else { return false }
        if repairs[event.start] != nil { return false }
        return !frame.isMapping || frame.pendingKeyText != nil
    }

    // MARK: Completion

    /// Hands a finished node to the collection around it.
    private mutating func complete(_ built: BuiltNode, anchor: String?) {
        expandedCount += 1
        if let anchor { anchors[anchor] = .done(built) }
        guard let top = frames.indices.last else {
            root = built
            return
        }
        frames[top].add(built).forEach { report($0) }
    }

    /// Adds a finding, unless there are already more than will be shown. No number of warnings hides
    /// an error.
    mutating func report(_ diagnostic: Diagnostic) {
        guard reportCounts[diagnostic.severity, default: 0] <= YAMLLimits.findings else { return }
        reportCounts[diagnostic.severity, default: 0] += 1
        diagnostics.append(diagnostic)
    }

    private mutating func refuse(_ diagnostic: Diagnostic) {
        report(diagnostic)
        interruption = .refused(diagnostic)
    }

    // MARK: Places

    func span(_ range: Range<Int>) -> Span { Span(in: source, range) }

    /// The first byte of a node, behind its anchor and tag.
    func contentStart(of event: YAMLEvent) -> Int {
        guard event.hasProperties else { return event.start }
        if case .scalar("", .plain) = event.kind { return event.end }
        var position = event.start
        while position < bytes.count,
            [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(bytes[position])
        {
            position = bytes.endOfProperty(from: position)
            position = bytes.skippingBlanksAndComments(from: position)
        }
        return position
    }
}
