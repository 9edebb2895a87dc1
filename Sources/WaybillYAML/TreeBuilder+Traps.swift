import WaybillDiagnostics

extension TreeBuilder {
    /// The expression that a scalar is a piece of, when YAML read it without an error and yet cut
    /// or bent it.
    func trap(
        _ value: String,
        _ style: YAMLScalar.Style,
        _ event: YAMLEvent
    ) -> ExpressionTrap? {
        guard style == .plain, repairs[contentStart(of: event)] == nil else { return nil }
        let isFlow = frames.last?.isFlow == true
        guard let reason = reason(value, event, isFlow: isFlow),
            let site = ValueSite(
                in: bytes,
                around: event.start,
                keepsComment: reason == .comment
            ),
            site.isFlow == isFlow, site.range.lowerBound == event.start,
            repairs[site.range.lowerBound] == nil
        else { return nil }
        return ExpressionTrap(site, reason, source: source)
    }

    private func reason(_ value: String, _ event: YAMLEvent, isFlow: Bool) -> TrapReason? {
        let isBare = ExpressionTrap.isBare(frames.last?.pendingKeyText ?? "")
        if let tag = event.tag, tag.hasPrefix("!"), tag.utf8.count > 1 {
            return isBare ? .tag : nil
        }
        guard !event.hasProperties else { return nil }
        let isPlaceholder = value.contains("${")
        if isFlow {
            return (isBare || isPlaceholder) && !Self.isBalanced(value) ? .insideFlow : nil
        }
        guard isBare || isPlaceholder, let comment = commentStart(behind: event.end) else {
            return nil
        }
        let isGlued =
            isBare && comment + 1 < bytes.count && bytes[comment + 1] > UInt8(ascii: " ")
            && bytes[comment + 1] != UInt8(ascii: "#")
        return isGlued || !Self.isBalanced(value) ? .comment : nil
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
