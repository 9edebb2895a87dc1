import WaybillDiagnostics

extension TreeBuilder {
    /// The value that a scalar is a piece of, when YAML read it without an error and yet cut or bent
    /// it.
    func unquotedValue(
        _ value: String,
        _ style: YAMLScalar.Style,
        _ event: YAMLEvent
    ) -> UnquotedValue? {
        guard style == .plain, repairs[event.start] == nil else { return nil }
        let isFlow = frames.last?.isFlow == true
        return misreading(of: value, event, isFlow: isFlow).flatMap { unquoted($0, event) }
    }

    /// The value that an alias without an anchor is a piece of, where an expression is asked for.
    func unquotedValue(alias name: String, _ event: YAMLEvent) -> UnquotedValue? {
        guard anchors[name] == nil, isExpressionValue else { return nil }
        return unquoted(.alias, event)
    }

    private func unquoted(_ misreading: Misreading, _ event: YAMLEvent) -> UnquotedValue? {
        let isFlow = frames.last?.isFlow == true
        guard
            let site = ValueSite(
                in: bytes,
                around: event.start,
                keepsComment: misreading.isComment
            ),
            site.isFlow == isFlow, site.range.lowerBound == event.start
        else { return nil }
        return UnquotedValue(site, misreading, source: source)
    }

    private func misreading(
        of value: String,
        _ event: YAMLEvent,
        isFlow: Bool
    ) -> Misreading? {
        if event.hasProperties {
            return isExpressionValue ? misreading(ofPropertiesOf: event) : nil
        }
        let isPlaceholder = UnquotedValue.containsPlaceholder(value)
        if isPlaceholder, isKeyOfItem(event), !UnquotedValue.isBalanced(value) { return .colon }
        let comment = commentStart(behind: event.end)
        // What is neither cut off nor inside brackets is most of a file, and is whole.
        guard isFlow || comment != nil else { return nil }
        let isExpression = isExpressionValue
        guard isExpression || isPlaceholder else { return nil }
        guard let comment else {
            return UnquotedValue.isBalanced(value) ? nil : .insideFlow
        }
        let next = comment + 1 < bytes.count ? bytes[comment + 1] : UInt8(ascii: " ")
        let isGlued = isExpression && next > UInt8(ascii: " ") && next != UInt8(ascii: "#")
        return UnquotedValue.isBalanced(value) ? (isGlued ? .commentOrNot : nil) : .comment
    }

    /// How an expression is misread that begins with what YAML takes for a tag or an anchor.
    private func misreading(ofPropertiesOf event: YAMLEvent) -> Misreading? {
        if let tag = event.tag, tag.hasPrefix("!"), tag.utf8.count > 1 { return .tag }
        if let anchor = event.anchor, !aliasNames.contains(anchor) { return .anchor }
        return nil
    }

    /// Whether the next node is the value of a key that asks for an expression, or stands under
    /// `match`.
    private var isExpressionValue: Bool {
        guard let top = frames.indices.last, let key = frames[top].pendingKeyText else {
            return false
        }
        let outer = top > 0 ? frames[top - 1].pendingKeyText : nil
        return UnquotedValue.isExpression(key: key, under: outer)
    }

    /// Whether a scalar is the first key of a mapping that is an item of a list: `- key: …`.
    private func isKeyOfItem(_ event: YAMLEvent) -> Bool {
        guard let mapping = frames.last, mapping.isMapping, !mapping.isFlow else { return false }
        return mapping.start == event.start && frames.dropLast().last?.isMapping == false
    }

    /// The `#` of a comment on the line on which a scalar ends.
    private func commentStart(behind end: Int) -> Int? {
        let position = bytes.skippingBlanks(from: end, to: bytes.count)
        guard position > end, position < bytes.count, bytes[position] == UInt8(ascii: "#") else {
            return nil
        }
        return position
    }
}
