/// A finding (SARIF §3.27).
struct SARIFResult: Encodable {
    /// A place, and what stands there (§3.28).
    struct Location: Encodable {
        let id: Int?
        let physicalLocation: PhysicalLocation
        let message: SARIFLog.Message?
    }

    /// §3.29
    struct PhysicalLocation: Encodable {
        let artifactLocation: ArtifactLocation
        let region: Region
    }

    /// A file as a URI reference (§3.4).
    struct ArtifactLocation: Encodable {
        let uri: String

        init(_ source: SourceText) { uri = source.name.uriReference }
    }

    /// A piece of text; lines and columns from 1, the end column behind its last unit (§3.30).
    struct Region: Encodable {
        let startLine: Int
        let startColumn: Int
        let endLine: Int
        let endColumn: Int

        init(_ span: Span) {
            let (start, end) = (span.start, span.end)
            startLine = start.line
            startColumn = start.utf16Column
            endLine = end.line
            endColumn = end.utf16Column
        }
    }

    /// A proposed change (§3.55 to §3.57).
    struct Fix: Encodable {
        struct Change: Encodable {
            let artifactLocation: ArtifactLocation
            let replacements: [Replacement]
        }

        struct Replacement: Encodable {
            let deletedRegion: Region
            let insertedContent: SARIFLog.Message
        }

        let description: SARIFLog.Message
        let artifactChanges: [Change]
    }

    let ruleId: String
    let ruleIndex: Int
    let level: SARIFLevel
    let message: SARIFLog.Message
    let locations: [Location]
    let relatedLocations: [Location]?
    let fixes: [Fix]?

    init(_ diagnostic: Diagnostic, ruleIndex: Int) {
        ruleId = diagnostic.code.code
        self.ruleIndex = ruleIndex
        level = SARIFLevel(diagnostic.severity)
        let remarks = diagnostic.notes + diagnostic.help.map { "help: \($0)" }
        message = SARIFLog.Message(
            text: ([diagnostic.message] + remarks).joined(separator: "\n")
        )
        locations = [Location(diagnostic.span, diagnostic.label, id: nil)]
        let related = diagnostic.labels.enumerated().map { index, label in
            Location(label.span, label.text, id: index + 1)
        }
        relatedLocations = related.isEmpty ? nil : related
        fixes = diagnostic.edits.isEmpty ? nil : [Fix(diagnostic)]
    }
}

extension SARIFResult.Location {
    fileprivate init(_ span: Span, _ text: String?, id: Int?) {
        self.init(
            id: id,
            physicalLocation: .init(
                artifactLocation: .init(span.source),
                region: .init(span)
            ),
            message: text.map { .init(text: $0) }
        )
    }
}

extension SARIFResult.Fix {
    /// The edits of a finding, which belong together, by file.
    fileprivate init(_ diagnostic: Diagnostic) {
        let isSafe = diagnostic.edits.allSatisfy { $0.confidence == .safe }
        description = .init(text: diagnostic.help.first ?? (isSafe ? "mend it" : "perhaps so"))
        let byFile = Dictionary(grouping: diagnostic.edits, by: \.span.source.name)
        artifactChanges = byFile.sorted { $0.key < $1.key }.compactMap { _, edits in
            edits.first.map { first in
                Change(
                    artifactLocation: .init(first.span.source),
                    replacements: edits.map {
                        Replacement(
                            deletedRegion: .init($0.span),
                            insertedContent: .init(text: $0.replacement)
                        )
                    }
                )
            }
        }
    }
}

extension String {
    /// A path as a URI reference (RFC 3986): its other characters as `%XX`, an absolute one with
    /// its scheme.
    fileprivate var uriReference: String {
        var escaped = ""
        for byte in utf8 {
            let scalar = Unicode.Scalar(byte)
            if scalar.isUnreserved || scalar == "/" {
                escaped.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += byte < 16 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return hasPrefix("/") ? "file://\(escaped)" : escaped
    }
}

extension Unicode.Scalar {
    /// The characters that mean themselves in a path (RFC 3986 §2.3).
    fileprivate var isUnreserved: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": true
        default: false
        }
    }
}
