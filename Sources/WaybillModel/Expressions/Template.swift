package import CEL
package import WaybillDiagnostics

/// A value to be computed: YAML as the author wrote it, with CEL inside `${ … }`.
package struct Template: Sendable {
    package indirect enum Content: Sendable {
        case constant(Value)
        /// One `${ … }`: the value has the expression's type.
        case expression(Program)
        /// Text around `${ … }`: a string.
        case text([TextPart])
        case list([Template])
        case record([Field])
    }

    package enum TextPart: Sendable {
        case literal(String)
        case expression(Program)
    }

    package struct Field: Sendable {
        package let name: String
        package let value: Template

        package init(name: String, value: Template) {
            self.name = name
            self.value = value
        }
    }

    package let content: Content
    /// The type it gives; already held against the slot it stands in.
    package let type: ValueType
    package let span: Span

    package init(_ content: Content, type: ValueType, span: Span) {
        self.content = content
        self.type = type
        self.span = span
    }

    /// All programs in it, in the order of the file.
    package var programs: [Program] {
        switch content {
        case .constant: []
        case .expression(let program): [program]
        case .text(let parts):
            parts.compactMap { if case .expression(let program) = $0 { program } else { nil } }
        case .list(let items): items.flatMap(\.programs)
        case .record(let fields): fields.flatMap(\.value.programs)
        }
    }
}
