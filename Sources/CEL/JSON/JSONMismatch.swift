public import WaybillDiagnostics

/// Where a JSON value does not have the type that it should have.
public struct JSONMismatch: Error, Hashable, Sendable {
    /// The way from the document to the value that is wrong; for a missing field, to the object
    /// that lacks it.
    public let path: [JSONPathElement]
    /// Whether it is the name of the path's last member that is wrong, and not its value.
    public let isOfName: Bool
    /// What is wrong, in one line.
    public let message: String
    /// What to do about it.
    public let help: String?

    /// Makes a mismatch.
    public init(
        path: [JSONPathElement],
        isOfName: Bool = false,
        message: String,
        help: String? = nil
    ) {
        self.path = path
        self.isOfName = isOfName
        self.message = message
        self.help = help
    }

    /// Where it stands in the text that the document was read from.
    public func span(in source: SourceText) -> Span? {
        isOfName ? JSON.nameSpan(of: path, in: source) : JSON.span(of: path, in: source)
    }
}

extension JSONPathElement {
    /// The path as an author writes it: `lines[2].sku`.
    public static func text(of path: [JSONPathElement]) -> String {
        path.reduce(into: "") { text, element in
            switch element {
            case .member(let name): text += text.isEmpty ? name : ".\(name)"
            case .element(let index): text += "[\(index)]"
            }
        }
    }
}
