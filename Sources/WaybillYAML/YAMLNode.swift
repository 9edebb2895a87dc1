package import WaybillDiagnostics

/// A node of the YAML tree. It keeps both ends of its place in the file, so that a finding can
/// underline exactly what it means, and the raw form of its scalars.
package struct YAMLNode: Sendable {
    /// What stands at the node; aliases are already replaced by what they stand for.
    package enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    /// What stands at the node.
    package let content: Content
    /// From its first byte (quote, bracket or first key) to just past its last.
    package let span: Span
    /// Where the `*alias` stands through which this node is reached, when there is one; `span` is
    /// then the place of the anchored node.
    package let alias: Span?
    /// Whether it is a collection that could not be read to its end: more may stand in the file.
    package let isCut: Bool

    package init(_ content: Content, span: Span, alias: Span? = nil, isCut: Bool = false) {
        self.content = content
        self.span = span
        self.alias = alias
        self.isCut = isCut
    }
}

/// A key of a mapping and its value, in the order of the file. Of two equal keys only the first is
/// in the tree; the other is a finding.
package struct YAMLEntry: Sendable {
    package let key: YAMLScalar
    package let value: YAMLNode

    package init(key: YAMLScalar, value: YAMLNode) {
        self.key = key
        self.value = value
    }

    /// From the key's first byte to the value's last.
    package var span: Span { key.span.joined(with: value.span) }
}

/// A scalar with its decoded text, how it was written and where. It never changes, and is a class
/// since parts of a tree are copied often.
package final class YAMLScalar: Sendable {
    /// How the scalar was written.
    package enum Style: String, Sendable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    /// How YAML 1.2's core schema reads the scalar; a quoted or block scalar is a string.
    package enum Resolved: Hashable, Sendable {
        case null
        case bool(Bool)
        /// The digits as written: the value is read from its text by whoever knows the type.
        case integer(String)
        /// The digits as written, `.inf` and `.nan` included.
        case float(String)
        case string
    }

    /// The decoded text, with the place in the file of each of its bytes.
    package let text: EmbeddedText
    /// How it was written.
    package let style: Style
    /// What the core schema makes of it.
    package let resolved: Resolved
    /// From its first byte, quote or block header included, to just past its last.
    package let span: Span

    package init(text: EmbeddedText, style: Style, resolved: Resolved, span: Span) {
        self.text = text
        self.style = style
        self.resolved = resolved
        self.span = span
    }

    /// The decoded text as a string.
    package var string: String { text.text }
    /// The scalar as it stands in the file, quotes and all.
    package var raw: String { span.text }
}

/// A comment of the file, for suppressions and for tools that write the file anew.
package struct YAMLComment: Sendable {
    /// From the `#` to the end of the line.
    package let span: Span
    /// Whether nothing but white space stands before it on its line.
    package let isWholeLine: Bool

    package init(span: Span, isWholeLine: Bool) {
        self.span = span
        self.isWholeLine = isWholeLine
    }
}

/// An alias and what it stands for.
package struct YAMLAlias: Sendable {
    /// Where the `*alias` stands.
    package let span: Span
    /// The place of the anchored node.
    package let target: Span

    package init(span: Span, target: Span) {
        self.span = span
        self.target = target
    }
}

/// A file read: its tree, as far as it could be read, its comments and what was wrong with it.
package struct YAMLDocument: Sendable {
    package let source: SourceText
    /// The root; `nil` when nothing could be read.
    package let root: YAMLNode?
    package let comments: [YAMLComment]
    /// The aliases, in the order of the file; the first thousand.
    package let aliases: [YAMLAlias]
    /// Findings of the text group (WB0001 to WB0012), in the order of the file.
    package let diagnostics: [Diagnostic]
    /// Whether the tree has all of the file. When it does not, what is missing from the tree may well
    /// be in the file: a key that is not there is then no finding.
    package let isComplete: Bool

    package init(
        source: SourceText,
        root: YAMLNode?,
        comments: [YAMLComment],
        aliases: [YAMLAlias] = [],
        diagnostics: [Diagnostic],
        isComplete: Bool = true
    ) {
        self.source = source
        self.root = root
        self.comments = comments
        self.aliases = aliases
        self.diagnostics = diagnostics
        self.isComplete = isComplete
    }
}
