import Testing
import WaybillDiagnostics

@Suite("The text of a file")
struct SourceTextTests {
    @Test(
        "counts lines, characters and UTF-16 units",
        arguments: [
            ("abc", 0, 1, 1, 1), ("abc", 3, 1, 4, 4), ("abc", 99, 1, 4, 4), ("abc", -1, 1, 1, 1),
            ("a\nb", 1, 1, 2, 2), ("a\nb", 2, 2, 1, 1), ("a\n", 2, 2, 1, 1), ("", 0, 1, 1, 1),
            ("a\r\nb", 3, 2, 1, 1),
            ("é猫x", 5, 1, 3, 3),  // two and three bytes, one unit each
            ("🐈x", 4, 1, 2, 3),  // four bytes, two units
            ("e\u{301}x", 3, 1, 2, 3),  // a letter with its accent is one character
        ]
    )
    func position(text: String, offset: Int, line: Int, column: Int, utf16Column: Int) {
        let position = SourceText(name: "a", text: text).position(at: offset)
        #expect(position.line == line)
        #expect(position.column == column)
        #expect(position.utf16Column == utf16Column)
    }

    @Test("clamps a span to the file")
    func clamps() {
        let source = SourceText(name: "a", text: "abc")
        #expect(Span(in: source, 2..<9).text == "c")
        #expect(Span(in: source, 7..<9).text.isEmpty)
    }

    @Test("joins spans of one file only")
    func joins() {
        let source = SourceText(name: "a", text: "abcdef")
        let other = SourceText(name: "b", text: "abcdef")
        let first = Span(in: source, 0..<1)
        #expect(first.joined(with: Span(in: source, 3..<5)).text == "abcde")
        #expect(first.joined(with: Span(in: other, 3..<5)) == first)
    }
}
