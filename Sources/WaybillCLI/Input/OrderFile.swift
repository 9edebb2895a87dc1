import CEL
import WaybillDiagnostics
import WaybillModel

/// Orders as files: one JSON document, or one for each line.
enum OrderFile {
    /// The order in a file, held against the workflow's input type. Prints every mistake with its
    /// place and throws when there is one.
    static func order(_ path: String, for workflow: Workflow) throws -> JSON {
        let source = try JSONInput.source(path)
        do throws(RefusedInput) {
            return try read(source, for: workflow)
        } catch {
            throw error.shown()
        }
    }

    /// An order of a file of JSON lines.
    struct Line {
        /// From 1.
        let number: Int
        let order: JSON
    }

    /// The orders of a file of JSON lines; empty lines are skipped. All lines are checked before
    /// any is run.
    static func orders(_ path: String, for workflow: Workflow) throws -> [Line] {
        let whole = try JSONInput.source(path)
        var orders: [Line] = []
        var findings: [Diagnostic] = []
        var start = 0
        var number = 0
        for line in whole.bytes.split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        ) {
            defer { start += line.count + 1 }
            number += 1
            guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { continue }
            let source = SourceText(name: whole.name, bytes: Array(line))
            do throws(RefusedInput) {
                let order = try read(source, for: workflow)
                orders.append(Line(number: number, order: order))
            } catch {
                findings += error.findings.map { $0.moved(by: start, to: whole) }
            }
        }
        guard findings.isEmpty else {
            if let hint = wholeDocumentHint(whole) { throw RefusedInput([hint]).shown() }
            throw RefusedInput(findings).shown()
        }
        return orders
    }

    /// The one thing to say of a file that is one JSON document over several lines.
    private static func wholeDocumentHint(_ source: SourceText) -> Diagnostic? {
        let lines = source.bytes.split(separator: UInt8(ascii: "\n")).filter { line in
            line.contains { $0 > UInt8(ascii: " ") }
        }
        guard lines.count > 1, let document = try? JSON(parsing: source) else { return nil }
        let remedy: String
        switch document {
        case .object: remedy = "it is one order: run it with --order"
        case .array: remedy = "write each order of the list on a line of its own: jq -c '.[]'"
        default: return nil
        }
        return Diagnostic(
            .badInput,
            "--orders takes a file with one JSON document on each line",
            at: Span(in: source, 0..<1),
            label: "a document of several lines",
            help: [remedy]
        )
    }

    /// The order that a text is, held against the workflow's input type.
    static func read(
        _ source: SourceText,
        for workflow: Workflow
    ) throws(RefusedInput) -> JSON {
        try JSONInput.read(
            source,
            as: workflow.input,
            declaration: "\(workflow.name) declares its input as \(workflow.input)"
        )
    }
}

extension Diagnostic {
    /// The same finding, of a text that stands that many bytes into another.
    fileprivate func moved(by offset: Int, to whole: SourceText) -> Diagnostic {
        let range = span.range
        return Diagnostic(
            code,
            message,
            at: Span(in: whole, (range.lowerBound + offset)..<(range.upperBound + offset)),
            label: label,
            notes: notes,
            help: help
        )
    }
}
