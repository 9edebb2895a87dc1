import WaybillDiagnostics

/// What an anchor stands for.
enum Anchor {
    /// The anchored collection is still being read: an alias to it would contain itself.
    case open
    case done(BuiltNode)
}

extension TreeBuilder {
    /// Up to how many anchors are worth naming in a finding.
    private static let namedAnchors = 8

    /// The node behind an alias; null when it must not be used, after a finding that says why.
    mutating func resolveAlias(_ name: String, at alias: Span) -> BuiltNode {
        let none = BuiltNode(
            node: .null(at: alias),
            end: alias.range.upperBound,
            size: 1,
            height: 0
        )
        unusedAnchors[name] = nil
        guard case .done(let target) = anchors[name] else {
            if anchors[name] == nil {
                let known = anchors.count <= Self.namedAnchors ? anchors.keys.sorted() : []
                report(.undefinedAlias(name, at: alias, known: known))
            } else {
                report(.recursiveAlias(name, at: alias))
            }
            return none
        }
        guard expandedCount + target.size <= YAMLLimits.expansion * eventCount else {
            if !hasExploded { report(.aliasExplosion(at: alias)) }
            hasExploded = true
            return none
        }
        guard frames.count + target.height <= YAMLLimits.depth else {
            report(.tooDeep(at: alias))
            return none
        }
        expandedCount += target.size
        if aliases.count < YAMLLimits.notedAliases {
            aliases.append(YAMLAlias(span: alias, target: target.node.span))
        }
        let node = YAMLNode(
            target.node.content,
            span: target.node.span,
            alias: alias,
            isCut: target.node.isCut
        )
        return BuiltNode(
            node: node,
            end: alias.range.upperBound,
            size: target.size,
            height: target.height
        )
    }
}

extension YAMLNode {
    /// An empty scalar.
    static func null(at span: Span) -> YAMLNode {
        let text = EmbeddedText(
            text: "",
            source: span.source,
            segments: [],
            fileEnd: span.range.upperBound
        )
        return YAMLNode(
            .scalar(YAMLScalar(text: text, style: .plain, resolved: .null, span: span)),
            span: span
        )
    }
}
