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
        guard let misreading = misreading(of: value, event, isFlow: isFlow),
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
        let isExpression = isExpressionValue
        if isExpression, let tag = event.tag, tag.hasPrefix("!"), tag.utf8.count > 1 { return .tag }
        if isExpression, let anchor = event.anchor, !aliasNames.contains(anchor) { return .anchor }
        let isPlaceholder = value.utf8.contains(UInt8(ascii: "$")) && value.contains("${")
        guard !event.hasProperties, isExpression || isPlaceholder else { return nil }
        if isFlow { return Self.isBalanced(value) ? nil : .insideFlow }
        guard let comment = commentStart(behind: event.end) else { return nil }
        let next = comment + 1 < bytes.count ? bytes[comment + 1] : UInt8(ascii: " ")
        let isGlued = isExpression && next > UInt8(ascii: " ") && next != UInt8(ascii: "#")
        return Self.isBalanced(value) ? (isGlued ? .commentOrNot : nil) : .comment
    }

    /// Whether the next node is the value of a key that asks for an expression, or stands under
    /// `match`.
    private var isExpressionValue: Bool {
        guard let key = frames.last?.pendingKeyText else { return false }
        return UnquotedValue.isExpression(key: key)
            || frames.dropLast().last?.pendingKeyText == "match"
    }

    /// The `#` of a comment on the line on which a scalar ends.
    private func commentStart(behind end: Int) -> Int? {
        let position = bytes.skippingBlanks(from: end, to: bytes.count)
        guard position > end, position < bytes.count, bytes[position] == UInt8(ascii: "#") else {
            return nil
        }
        return position
    }

    /// Whether each quote and each bracket of an expression has its partner.
    private static func isBalanced(_ expression: String) -> Bool {
        var open: [UInt8] = []
        var quote: UInt8?
        for byte in expression.utf8 {
            if let current = quote {
                if byte == current { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
            case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                if open.popLast() != byte { return false }
            default: break
            }
        }
        return open.isEmpty && quote == nil
    }
}
