/// What is wrong with a text that should be JSON.
public struct JSONSyntaxError: Error, Hashable, Sendable {
    /// What is wrong, in one line.
    public let message: String
    /// The byte it was noticed at.
    public let offset: Int

    /// Makes an error.
    public init(_ message: String, at offset: Int) {
        self.message = message
        self.offset = offset
    }
}
