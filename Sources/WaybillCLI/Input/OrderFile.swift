import CEL
import Foundation
import WaybillDiagnostics
import WaybillModel

/// Orders as files: one JSON document, or one for each line.
enum OrderFile {
    /// The order in a file, held against the workflow's input type. Prints every mistake with its
    /// place and throws when there is one.
    static func order(_ path: String, for workflow: Workflow) throws -> JSON {
        let source = SourceText(name: path, bytes: try bytes(of: path))
        return try check(read(source, for: workflow).map { [$0] }).first ?? .null
    }

    /// The orders of a file of JSON lines; empty lines are skipped. All lines are checked before
    /// any is run.
    static func orders(_ path: String, for workflow: Workflow) throws -> [JSON] {
        let bytes = try bytes(of: path)
        var orders: [JSON] = []
        var findings: [Diagnostic] = []
        let whole = SourceText(name: path, bytes: bytes)
        var start = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            defer { start += line.count + 1 }
            guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { continue }
            let source = SourceText(name: path, bytes: Array(line))
            switch read(source, for: workflow) {
            case .success(let order): orders.append(order)
            case .failure(let wrong):
                findings += wrong.findings.map { $0.moved(by: start, to: whole) }
            }
        }
        return try check(findings.isEmpty ? .success(orders) : .failure(WrongOrder(findings)))
    }

    private static func bytes(of path: String) throws -> [UInt8] {
        do {
            if path == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
            return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw CommandFailure(.invalid, "cannot read \(path): \(error.localizedDescription)")
        }
    }

    private static func check<Read>(_ read: Result<Read, WrongOrder>) throws -> Read {
        switch read {
        case .success(let value): return value
        case .failure(let wrong):
            Terminal.write(
                render(wrong.findings, format: .human, colour: Terminal.errorHasColour)
            )
            throw ExitStatus.invalid
        }
    }

    private static func read(
        _ source: SourceText,
        for workflow: Workflow
    ) -> Result<JSON, WrongOrder> {
        let order: JSON
        do {
            order = try JSON(parsing: source)
        } catch {
            let place = Span(in: source, error.offset..<(error.offset + 1))
            return .failure(
                WrongOrder([Diagnostic(.badInput, "not JSON: \(error.message)", at: place)])
            )
        }
        let findings = Value.mismatches(of: order, as: workflow.input).map { mismatch in
            Diagnostic(
                .badInput,
                mismatch.message,
                at: order.span(of: mismatch.path, in: source) ?? source.whole,
                notes: ["\(workflow.name) declares its input as \(workflow.input)"],
                help: mismatch.help.map { [$0] } ?? []
            )
        }
        return findings.isEmpty ? .success(order) : .failure(WrongOrder(findings))
    }
}

/// What is wrong with an order.
private struct WrongOrder: Error {
    let findings: [Diagnostic]

    init(_ findings: [Diagnostic]) { self.findings = findings }
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
