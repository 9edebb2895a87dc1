import CEL
import WaybillDiagnostics

/// JSON given on the command line or on standard input.
enum JSONArgument {
    /// Reads the text; throws, showing the place, when it is no JSON.
    static func read(_ text: String, of name: String) throws -> JSON {
        let source = SourceText(name: name, text: text)
        do {
            return try JSON(parsing: source)
        } catch {
            let place = Span(in: source, error.offset..<(error.offset + 1))
            let finding = Diagnostic(.badInput, "not JSON: \(error.message)", at: place)
            Terminal.write(render([finding], format: .human, colour: Terminal.errorHasColour))
            throw ExitStatus.invalid
        }
    }
}
