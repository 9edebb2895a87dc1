import Testing
import WaybillDiagnostics

@Suite("The text of a file")
struct SourceTextTests {
    @Test("clamps a span to the file")
    func clamps() {
        let source = SourceText(name: "a", text: "abc")
        #expect(Span(in: source, 2..<9).text == "c")
    }
}
