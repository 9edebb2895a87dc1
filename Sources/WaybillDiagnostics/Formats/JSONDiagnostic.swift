import Foundation

/// A finding as an object for programs.
struct JSONDiagnostic: Encodable {
    struct Position: Encodable {
        /// Bytes from the start of the file.
        let offset: Int
        /// From 1.
        let line: Int
        /// In UTF-16 code units, from 1.
        let column: Int
    }

    struct Place: Encodable {
        let start: Position
        let end: Position
    }

    struct Label: Encodable {
        let file: String
        let span: Place
        let text: String
    }

    struct Edit: Encodable {
        let file: String
        let span: Place
        let replacement: String
        let confidence: String
    }

    let code: String
    let name: String
    let severity: String
    let message: String
    let file: String
    let span: Place
    let label: String?
    let labels: [Label]
    let notes: [String]
    let help: [String]
    let edits: [Edit]

    /// The findings as an array, keys sorted.
    static func render(_ diagnostics: [Diagnostic]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard !diagnostics.isEmpty, let data = try? encoder.encode(diagnostics.map(Self.init))
        else { return "[]\n" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    init(_ diagnostic: Diagnostic) {
        code = diagnostic.code.code
        name = diagnostic.code.name
        severity = diagnostic.severity.rawValue
        message = diagnostic.message
        file = diagnostic.span.source.name
        span = Place(diagnostic.span)
        label = diagnostic.label
        labels = diagnostic.labels.map {
            Label(file: $0.span.source.name, span: Place($0.span), text: $0.text)
        }
        notes = diagnostic.notes
        help = diagnostic.help
        edits = diagnostic.edits.map {
            Edit(
                file: $0.span.source.name,
                span: Place($0.span),
                replacement: $0.replacement,
                confidence: $0.confidence.rawValue
            )
        }
    }
}

extension JSONDiagnostic.Place {
    fileprivate init(_ span: Span) {
        start = JSONDiagnostic.Position(span.start, offset: span.range.lowerBound)
        end = JSONDiagnostic.Position(span.end, offset: span.range.upperBound)
    }
}

extension JSONDiagnostic.Position {
    fileprivate init(_ position: SourcePosition, offset: Int) {
        self.init(offset: offset, line: position.line, column: position.utf16Column)
    }
}
