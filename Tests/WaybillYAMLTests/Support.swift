import WaybillDiagnostics

@testable import WaybillYAML

extension YAMLDocument {
    /// All scalars of the tree, keys included, in the order of the file.
    var scalars: [YAMLScalar] { root?.scalars ?? [] }
}

extension YAMLNode {
    var scalars: [YAMLScalar] {
        switch content {
        case .scalar(let scalar): [scalar]
        case .sequence(let items): items.flatMap(\.scalars)
        case .mapping(let entries): entries.flatMap { [$0.key] + $0.value.scalars }
        }
    }

    /// The tree in one line, for comparison.
    var outline: String {
        switch content {
        case .scalar(let scalar): "\(scalar.string)"
        case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key.string): \($0.value.outline)" }.joined(separator: ", ")
                + "}"
        }
    }
}

/// A scalar that our decoder reads otherwise than libyaml, which is the judge.
struct DecodingMismatch: CustomStringConvertible {
    let expected: String
    let actual: String
    let style: YAMLScalar.Style

    var description: String {
        "\(style): libyaml reads \(expected.debugDescription), we \(actual.debugDescription)"
    }

    /// Compares every scalar of a file, as far as it can be read.
    static func all(in bytes: [UInt8]) -> [DecodingMismatch] {
        let source = SourceText(name: "test.yaml", bytes: bytes)
        let readable = ReadableBytes(source).bytes
        var builder = TreeBuilder(source: source, bytes: readable)
        var mismatches: [DecodingMismatch] = []
        _ = EventParser.parse(readable[...]) { event in
            if case .scalar(let expected, let style) = event.kind, !expected.isEmpty {
                let decoded = TreeBuilder.decode(
                    readable,
                    style,
                    raw: builder.contentStart(of: event)..<event.end,
                    parentIndent: builder.frames.last { !$0.isFlow }?.column ?? -1
                )
                let actual = String(decoding: decoded.bytes, as: UTF8.self)
                if Array(expected.utf8) != decoded.bytes {
                    mismatches.append(
                        DecodingMismatch(expected: expected, actual: actual, style: style)
                    )
                }
            }
            return builder.receive(event)
        }
        return mismatches
    }
}
