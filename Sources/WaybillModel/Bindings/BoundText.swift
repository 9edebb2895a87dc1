package import WaybillDiagnostics

/// A text of a bindings file with its `${env.X}` and `${secret.X}` filled in.
///
/// It prints as the author wrote it, so that no message, log or dump ever shows a secret.
package struct BoundText: Sendable {
    /// As it stands in the file.
    package let written: String
    /// What it stands for; never to be printed.
    package let value: String
    /// The secrets among what it stands for; never to be printed.
    package let secrets: [String]
    /// Where it stands; `nil` for a text that is in no file.
    package let place: EmbeddedText?

    package init(
        written: String,
        value: String,
        secrets: [String] = [],
        place: EmbeddedText? = nil
    ) {
        self.written = written
        self.value = value
        self.secrets = secrets
        self.place = place
    }

    /// A text without anything to fill in.
    package init(_ text: String) { self.init(written: text, value: text) }
}

extension BoundText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { written }
    package var debugDescription: String { written }
    package var customMirror: Mirror { Mirror(self, children: ["written": written]) }
}
