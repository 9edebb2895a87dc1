/// What there is to say about a rule beside its findings: `waybill explain` shows it, and so do
/// editors that read SARIF.
///
/// Each rule has one, in a file named after its code. Its examples are tests: the failing one gives
/// that code and no other, the mended one gives none.
public struct Explanation: Hashable, Sendable {
    /// Why there is the rule: what goes wrong, and for whom, where it is broken.
    public let why: String
    /// The smallest example that it fires on.
    public let failing: Example
    /// The same example, mended.
    public let mended: Example
    /// What the rule's silence does not prove, though it may look so.
    public let limits: String
}
