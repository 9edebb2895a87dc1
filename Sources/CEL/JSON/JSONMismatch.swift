/// Where a JSON value does not have the type that it should have.
public struct JSONMismatch: Error, Hashable, Sendable {
    /// The way from the document to the value that is wrong; for a missing field, to the object
    /// that lacks it.
    public let path: [JSONPathElement]
    /// What is wrong, in one line.
    public let message: String
    /// What to do about it.
    public let help: String?

    /// Makes a mismatch.
    public init(path: [JSONPathElement], message: String, help: String? = nil) {
        self.path = path
        self.message = message
        self.help = help
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
