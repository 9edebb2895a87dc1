package import CEL
import WaybillDiagnostics

extension Program {
    /// The expression as the author wrote it.
    package var text: String { source.text }
}
