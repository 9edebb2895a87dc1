/// An example of an ``Explanation``.
public enum Example: Hashable, Sendable {
    /// A file of the language, which `waybill lint` reads.
    case file(String)
    /// A file of bindings, and the workflow that is to run with it.
    case bindings(String, workflow: String)
    /// A JSON Schema, `order.json`, and the workflow that imports it.
    case schema(String, workflow: String)
    /// The order that a run of a workflow is given, in JSON.
    case order(String, workflow: String)
    /// An expression to be tried with `waybill eval`.
    case expression(String)
}

extension Example: ExpressibleByStringLiteral {
    /// A file of the language.
    public init(stringLiteral text: String) { self = .file(text) }
}
