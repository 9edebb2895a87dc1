/// Writes text in the language of Graphviz.
struct DOTWriter {
    private(set) var text = ""
    private var depth = 0

    mutating func line(_ line: String) {
        text += String(repeating: "    ", count: depth) + line + "\n"
    }

    /// Writes what belongs between braces.
    mutating func block(_ head: String, _ body: (inout DOTWriter) -> Void) {
        line(head.isEmpty ? "{" : "\(head) {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    mutating func node(_ id: String, _ attributes: [DOTAttribute]) {
        line("\(DOTText.quoted(id)) \(list(attributes));")
    }

    mutating func edge(_ from: String, _ to: String, _ attributes: [DOTAttribute]) {
        line("\(DOTText.quoted(from)) -> \(DOTText.quoted(to)) \(list(attributes));")
    }

    /// The attributes of all nodes or edges that follow: `node` or `edge`.
    mutating func defaults(of kind: String, _ attributes: [DOTAttribute]) {
        line("\(kind) \(list(attributes));")
    }

    mutating func attribute(_ attribute: DOTAttribute) { line("\(attribute.text);") }

    private func list(_ attributes: [DOTAttribute]) -> String {
        "[\(attributes.map(\.text).joined(separator: ", "))]"
    }
}

/// An attribute of a graph, a node or an edge.
struct DOTAttribute {
    let text: String

    /// A plain text, shown as it is.
    init(_ name: String, _ value: String) { text = "\(name)=\(DOTText.quoted(value))" }

    /// The text shown when the mouse rests there. Graphviz reads the escapes in it twice.
    init(tooltip value: String) {
        self.init(
            "tooltip",
            value.split(separator: "\\", omittingEmptySubsequences: false)
                .joined(separator: "\\\\")
        )
    }

    /// A label in Graphviz's HTML, whose texts are already escaped.
    init(label html: String) { text = "label=<\(html)>" }
}
