/// A finding as people read it, in rustc's layout.
struct HumanDiagnostic {
    private let diagnostic: Diagnostic
    /// The file of the primary place first, then the others in the order of their labels.
    private let snippets: [Snippet]
    /// How wide the line numbers are.
    private let gutter: Int

    init(_ diagnostic: Diagnostic, hiding hidden: HiddenText) {
        self.diagnostic = diagnostic
        let primary = Annotation(diagnostic.span, isPrimary: true, label: diagnostic.label)
        var groups: [(source: SourceText, annotations: [Annotation])] = [
            (diagnostic.span.source, [primary])
        ]
        for label in diagnostic.labels {
            let annotation = Annotation(label.span, isPrimary: false, label: label.text)
            if let index = groups.firstIndex(where: { $0.source === label.span.source }) {
                groups[index].annotations.append(annotation)
            } else {
                groups.append((label.span.source, [annotation]))
            }
        }
        snippets = groups.map {
            Snippet($0.source, $0.annotations, severity: diagnostic.severity, hiding: hidden)
        }
        gutter = snippets.flatMap(\.lines).map { String($0 + 1).count }.max() ?? 1
    }

    /// The finding with a line feed at the end.
    func render(_ painter: Painter) -> String {
        let title = "\(diagnostic.severity.rawValue)[\(diagnostic.code.code)]"
        var lines = [
            painter.paint(title, .severity(diagnostic.severity))
                + painter.paint(": \(diagnostic.message.visible)", .strong)
        ]
        for (index, snippet) in snippets.enumerated() {
            lines += self.lines(of: snippet, isFirst: index == 0, painter)
        }
        let remarks =
            remarks("note", diagnostic.notes, painter) + remarks("help", diagnostic.help, painter)
        if !remarks.isEmpty {
            lines.append(painter.paint(String(repeating: " ", count: gutter) + " |", .gutter))
            lines += remarks
        }
        return lines.map { $0.withoutTrailingSpaces + "\n" }.joined()
    }

    private func lines(of snippet: Snippet, isFirst: Bool, _ painter: Painter) -> [String] {
        let indent = String(repeating: " ", count: gutter)
        let arrow = painter.paint(isFirst ? "-->" : ":::", .gutter)
        let start = place(in: snippet)
        let name = snippet.source.name.visible
        let heading = "\(indent)\(arrow) \(name):\(start.line):\(start.column)"
        guard !snippet.source.bytes.isEmpty else { return [heading] }
        let bar = painter.paint("\(indent) |", .gutter)
        let rows = snippet.rows(painter).map { row in
            guard let row else { return painter.paint("...", .gutter) }
            guard let number = row.number else { return "\(bar) \(row.text)" }
            let padding = String(repeating: " ", count: gutter - String(number).count)
            return painter.paint("\(padding)\(number) |", .gutter) + " \(row.text)"
        }
        return [heading, bar] + rows
    }

    /// The place to name for a snippet.
    private func place(in snippet: Snippet) -> SourcePosition {
        if snippet.source === diagnostic.span.source { return diagnostic.span.start }
        let label = diagnostic.labels.first { $0.span.source === snippet.source }
        return label?.span.start ?? diagnostic.span.start
    }

    private func remarks(_ kind: String, _ texts: [String], _ painter: Painter) -> [String] {
        let indent = String(repeating: " ", count: gutter + 1)
        let equals = painter.paint("=", .gutter)
        return texts.map { text in
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let further = "\n" + String(repeating: " ", count: gutter + kind.count + 5)
            return "\(indent)\(equals) " + painter.paint("\(kind):", .strong) + " "
                + lines.map { String($0).visible }.joined(separator: further)
        }
    }
}

extension String {
    fileprivate var withoutTrailingSpaces: String {
        var text = self[...]
        while text.last == " " { text = text.dropLast() }
        return String(text)
    }
}
