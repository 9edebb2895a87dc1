import WaybillDiagnostics

extension TreeBuilder {
    /// Keeps in mind that a node is marked and nothing refers to it yet.
    mutating func note(anchorOf event: YAMLEvent) {
        guard let name = event.anchor else { return }
        let place = anchorSpan(of: event)
        // The same name again: aliases from here on mean the new one.
        if let earlier = unusedAnchors.updateValue(place, forKey: name) {
            report(.unusedAnchor(name, at: earlier))
        }
    }

    /// The place of an event's anchor, which may stand before or behind its tag.
    private func anchorSpan(of event: YAMLEvent) -> Span {
        var start = event.start
        if start < bytes.count, bytes[start] == UInt8(ascii: "!") {
            start = bytes.skippingBlanksAndComments(from: bytes.endOfProperty(from: start))
        }
        return span(start..<bytes.endOfProperty(from: start))
    }
}

extension Diagnostic {
    /// WB0009
    static func unusedAnchor(_ name: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .unusedAnchor,
            "nothing refers to the anchor `&\(name)`",
            at: span,
            label: "not used below",
            help: ["remove it; if this is an expression or text, put it in quotes"],
            edits: [Edit(replacing: span.withBlanks, with: "", confidence: .safe)]
        )
    }

    /// WB0011
    static func ambiguousScalar(_ scalar: YAMLScalar, _ ambiguity: AmbiguousScalar) -> Diagnostic {
        let (reading, confidence): (String, Edit.Confidence) =
            if case .string = scalar.resolved { ("a text", .safe) } else { ("a number", .maybe) }
        return Diagnostic(
            .ambiguousScalar,
            "`\(scalar.string)` is \(reading) here, but \(ambiguity.oldReading) in YAML 1.1",
            at: scalar.span,
            label: "read in two ways",
            help: [
                "put it in quotes when it is a text: `\"\(scalar.string)\"`"
                    + (confidence == .safe ? "" : "; write numbers without such forms")
            ],
            edits: [
                Edit(
                    replacing: scalar.span,
                    with: "\"\(scalar.string)\"",
                    confidence: confidence
                )
            ]
        )
    }
}

extension Span {
    /// With the blanks that would be left over: those behind it, or those before it when it is the
    /// last of its line.
    fileprivate var withBlanks: Span {
        let bytes = source.bytes
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while upper < bytes.count, isBlank(bytes[upper]) { upper += 1 }
        if upper == bytes.count || bytes[upper] < UInt8(ascii: " ") {
            while lower > 0, isBlank(bytes[lower - 1]) { lower -= 1 }
            upper = range.upperBound
        }
        return Span(in: source, lower..<upper)
    }
}
