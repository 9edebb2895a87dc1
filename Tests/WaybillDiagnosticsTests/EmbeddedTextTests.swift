import Testing
import WaybillDiagnostics

@Suite("A text decoded out of a file")
struct EmbeddedTextTests {
    /// `"ab\ncd` in a file whose second line is indented: `x: "ab` and `   cd"`, and an escape.
    private let text = EmbeddedText(
        text: "ab cdé!",
        source: SourceText(name: "a", text: "x: \"ab\n   cd\\u00e9!\""),
        segments: [
            .init(decoded: 0, file: 4), .init(decoded: 2, file: 6), .init(decoded: 3, file: 10),
            .init(decoded: 5, file: 12, escapeLength: 6), .init(decoded: 7, file: 18),
        ],
        fileEnd: 19
    )

    @Test(
        "maps a range to the file",
        arguments: [
            (0..<2, "ab"), (3..<5, "cd"), (1..<4, "b\n   c"), (5..<7, "\\u00e9"),
            (6..<7, "\\u00e9"),
            (4..<8, "d\\u00e9!"), (7..<8, "!"), (2..<2, ""), (8..<8, ""),
            (0..<99, "ab\n   cd\\u00e9!"),
        ]
    )
    func spans(range: Range<Int>, expected: String) {
        #expect(text.span(range).text == expected)
    }

    @Test("keeps places in each slice")
    func slices() {
        let boundaries = [0, 1, 2, 3, 4, 5, 7, 8]
        for lower in boundaries {
            for upper in boundaries where upper >= lower {
                let slice = text.slice(lower..<upper)
                #expect(slice.whole == text.span(lower..<upper))
                guard lower < upper else { continue }
                #expect(slice.span(0..<1) == text.span(lower..<(lower + 1)))
                let last = slice.text.utf8.count
                #expect(slice.span((last - 1)..<last) == text.span((upper - 1)..<upper))
            }
        }
    }

    @Test("stands for itself when it was no file")
    func itself() {
        let text = EmbeddedText("a + b")
        #expect(text.span(4..<5).text == "b")
        #expect(text.source.name == "<expression>")
    }
}
