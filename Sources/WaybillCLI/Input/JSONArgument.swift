import CEL
import WaybillDiagnostics

/// JSON given on the command line or on standard input.
enum JSONArgument {
    /// Reads the text; throws, showing the place, when it is no JSON.
    static func read(_ text: String, of name: String) throws -> JSON {
        let source = SourceText(name: name, text: text)
        do throws(RefusedInput) {
            return try JSONInput.read(source, as: .any, declaration: nil)
        } catch {
            throw error.shown()
        }
    }
}
