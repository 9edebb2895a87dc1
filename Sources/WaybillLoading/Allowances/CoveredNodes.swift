import WaybillDiagnostics
import WaybillYAML

/// Which node starts on which line: what a comment on that line, or above it, is about.
struct CoveredNodes {
    private let source: SourceText
    /// For each line, counted from 0, the outermost entry or list item that starts on it.
    private var byLine: [Int: Span] = [:]

    init(_ document: YAMLDocument) {
        source = document.source
        if let root = document.root { add(inside: root) }
    }

    /// The node that starts on the line of a comment behind it, or the next one below a comment that
    /// has its line to itself.
    func node(at comment: YAMLComment) -> Span? {
        let line = source.lineIndex(at: comment.span.range.lowerBound)
        guard comment.isWholeLine else { return byLine[line] }
        return source.firstLineWithText(behind: line).flatMap { byLine[$0] }
    }

    private mutating func add(inside node: YAMLNode) {
        switch node.content {
        case .scalar: break
        case .sequence(let items):
            for item in items where item.alias == nil {
                add(item.span)
                add(inside: item)
            }
        case .mapping(let entries):
            for entry in entries {
                add(entry.value.alias == nil ? entry.span : entry.key.span)
                if entry.value.alias == nil { add(inside: entry.value) }
            }
        }
    }

    private mutating func add(_ span: Span) {
        let line = source.lineIndex(at: span.range.lowerBound)
        if byLine[line] == nil { byLine[line] = span }
    }
}

extension SourceText {
    /// The next line, counted from 0, that is neither empty nor a comment.
    fileprivate func firstLineWithText(behind line: Int) -> Int? {
        lineStarts.indices.dropFirst(line + 1).first { index in
            let first = bytes[lineRange(index)].first { $0 > UInt8(ascii: " ") }
            return first != nil && first != UInt8(ascii: "#")
        }
    }
}
