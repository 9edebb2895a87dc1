import CEL
import Foundation
import WaybillDiagnostics
import WaybillLoading

/// JSON documents given to a command, as files or on standard input.
enum JSONInput {
    /// The text of a file; with `-`, of standard input.
    static func source(_ path: String) throws -> SourceText {
        do {
            if path == "-" {
                let bytes = try FileHandle.standardInput.readToEnd() ?? Data()
                return SourceText(name: "<stdin>", bytes: Array(bytes))
            }
            // A pipe, such as a shell's `<(…)`, is as good as a file.
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let bytes = try handle.readToEnd() ?? Data()
            return SourceText(name: path, bytes: Array(bytes))
        } catch {
            let reason = FileReading.reason(error, at: path)
            throw CommandFailure(.invalid, "cannot read \(path): \(reason)")
        }
    }

    /// The document that a text is, held against a type; `declaration` says who asks for that type.
    static func read(
        _ source: SourceText,
        as type: ValueType,
        declaration: String?
    ) throws(RefusedInput) -> JSON {
        let document: JSON
        do {
            document = try JSON(parsing: source)
        } catch {
            let place = Span(in: source, error.offset..<(error.offset + 1))
            throw RefusedInput([Diagnostic(.badInput, "not JSON: \(error.message)", at: place)])
        }
        let findings = Value.mismatches(of: document, as: type).map { mismatch in
            Diagnostic(
                .badInput,
                mismatch.message,
                at: mismatch.span(in: source) ?? source.whole,
                notes: declaration.map { [$0] } ?? [],
                help: mismatch.help.map { [$0] } ?? []
            )
        }
        guard findings.isEmpty else { throw RefusedInput(findings) }
        return document
    }
}

/// What is wrong with what a command was given, at its places.
struct RefusedInput: Error {
    let findings: [Diagnostic]

    init(_ findings: [Diagnostic]) { self.findings = findings }

    /// Shows the findings to people, and ends the command.
    func shown() -> ExitStatus {
        Terminal.write(render(findings, format: .human, colour: Terminal.errorHasColour))
        return .invalid
    }
}
