import WaybillDiagnostics

extension TreeBuilder {
    /// The kinds of node that a tag can stand on.
    enum NodeKind: String {
        case scalar
        case sequence
        case mapping
    }

    /// The core schema's tags and what they stand on.
    private static let coreTags: [String: NodeKind] = [
        "str": .scalar, "int": .scalar, "float": .scalar, "bool": .scalar, "null": .scalar,
        "seq": .sequence, "map": .mapping,
    ]

    private static let corePrefix = "tag:yaml.org,2002:"

    /// Notes a tag that is not of the core schema, or stands on the wrong kind of node.
    mutating func checkTag(of event: YAMLEvent, on kind: NodeKind) {
        guard let tag = event.tag, tag != "!" else { return }
        let place = tagSpan(of: event)
        guard tag.hasPrefix(Self.corePrefix),
            let expected = Self.coreTags[String(tag.dropFirst(Self.corePrefix.count))]
        else {
            report(.unknownTag(at: place))
            return
        }
        if expected != kind {
            report(.tagDoesNotFit(at: place, kind.rawValue))
        }
    }

    /// Reads a scalar as its tag says.
    mutating func applyTag(of event: YAMLEvent, to scalar: YAMLScalar) -> YAMLScalar {
        guard let tag = event.tag else { return scalar }
        checkTag(of: event, on: .scalar)
        let resolved = resolve(scalar.string, as: String(tag.dropFirst(Self.corePrefix.count)))
        if resolved == nil {
            report(.tagDoesNotFit(at: tagSpan(of: event), "`\(scalar.string)`"))
        }
        return YAMLScalar(
            text: scalar.text,
            style: scalar.style,
            resolved: resolved ?? .string,
            span: scalar.span
        )
    }

    /// What a tag makes of a text; `nil` when the text is none of its kind.
    private func resolve(_ text: String, as tag: String) -> YAMLScalar.Resolved? {
        switch (tag, CoreSchema.resolve(text)) {
        case ("int", .integer(let digits)): .integer(digits)
        case ("float", .integer(let digits)), ("float", .float(let digits)): .float(digits)
        case ("bool", .bool(let value)): .bool(value)
        case ("null", .null): .null
        case ("int", _), ("float", _), ("bool", _), ("null", _): nil
        default: .string
        }
    }

    /// The place of an event's tag, which may stand before or behind its anchor.
    private func tagSpan(of event: YAMLEvent) -> Span {
        var start = event.start
        if start < bytes.count, bytes[start] == UInt8(ascii: "&") {
            start = bytes.skippingBlanksAndComments(from: bytes.endOfProperty(from: start))
        }
        return span(start..<bytes.endOfProperty(from: start))
    }
}
