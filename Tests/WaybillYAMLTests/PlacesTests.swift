import Testing
import WaybillDiagnostics

@testable import WaybillYAML

/// `bogus` stands once in each file; wherever its bytes are, the span must be.
@Suite("Places in scalars")
struct PlacesTests {
    static let styles: [(name: String, yaml: String)] = [
        ("plain", "a: x bogus y\n"),
        ("plain after wide characters", "é: 猫 🐈 bogus\n"),
        ("plain over several lines", "a: x\n  y  \n\n\n   bogus z\n"),
        ("plain with CR LF", "a: x\r\n  y\r\n  bogus\r\n"),
        ("plain behind an anchor and a tag", "a: &b !!str  bogus\nc: *b\n"),
        ("plain right behind an anchor", "a: &b:x bogus\nc: *b\n"),
        ("plain in a flow mapping", "a: { b: x, c: [1, bogus] }\n"),
        ("single-quoted", "a: 'x bogus'\n"),
        ("single-quoted with escapes", "a: 'it''s ''bogus'''\n"),
        ("single-quoted over several lines", "a: 'x\n\n  y\n  bogus '\n"),
        ("double-quoted", "a: \"bogus\"\n"),
        ("double-quoted with escapes", #"a: "\t\x41\u00e9\U0001F408\"\\\/bogus\n""# + "\n"),
        ("double-quoted with continuation", "a: \"x\\\n     y\\\n  \\  bogus\\\n  \"\n"),
        ("double-quoted, folded", "a: \"x   \n\n  bogus\n  \"\n"),
        ("double-quoted with escaped breaks", #"a: "\N\L\P\_bogus""# + "\n"),
        ("literal", "a: |\n  x\n  y bogus\n"),
        ("literal with a comment in its header", "a: |  # why\n  bogus\n"),
        ("literal with indentation", "a:\n  - |2\n     x\n    bogus\n"),
        ("literal in a list that is not indented", "a:\n- |1\n   x\n  bogus\n"),
        ("literal behind an anchor", "a: &b\n  - &c |1\n    x\n   bogus\nd: [*b, *c]\n"),
        ("literal, strip", "a: |-\n\n  x\n\n  bogus\n\n"),
        ("literal, keep", "a: |+\n  bogus\n\n\n"),
        ("literal at the end of the file", "a: |\n  x\n  bogus"),
        ("literal at the root", "|2\n   x\n  bogus\n"),
        ("folded", "a: >\n  x\n  y\n\n  bogus z\n"),
        ("folded with deeper lines", "a: >-\n  x\n    deeper\n    bogus\n  y\n"),
        ("folded with CR LF", "a: >\r\n  x\r\n  bogus\r\n"),
        ("key", "bogus: 1\n"),
        ("quoted key", "\"\\x41bogus\": 1\n"),
        ("explicit key", "? |\n  bogus\n: 1\n"),
        ("behind a byte order mark", "\u{FEFF}a: bogus\n"),
    ]

    @Test("are exact in every style", arguments: styles)
    func bogus(style: (name: String, yaml: String)) throws {
        let source = SourceText(name: "test.yaml", text: style.yaml)
        let document = YAMLReader.read(source)
        #expect(document.diagnostics.isEmpty)
        let scalar = try #require(document.scalars.first { $0.string.contains("bogus") })
        let start = try #require(offset(of: "bogus", in: scalar.string))
        let range = start..<(start + 5)

        #expect(scalar.text.span(range).text == "bogus")
        #expect(scalar.text.slice(range).whole.text == "bogus")
        #expect(scalar.text.slice(range).text == "bogus")
        #expect(scalar.span.text.contains("bogus"))
    }

    @Test("cover the whole of an escape")
    func escape() throws {
        let source = SourceText(name: "test.yaml", text: #"a: "x\u00e9y\nz""#)
        let scalar = try #require(YAMLReader.read(source).scalars.last)
        #expect(scalar.text.span(1..<3).text == #"\u00e9"#)
        #expect(scalar.text.span(2..<3).text == #"\u00e9"#)
        #expect(scalar.text.span(4..<5).text == #"\n"#)
        #expect(scalar.text.slice(1..<4).whole.text == #"\u00e9y"#)
    }

    @Test("decode to the same text as libyaml", arguments: styles)
    func sameText(style: (name: String, yaml: String)) {
        for mismatch in DecodingMismatch.all(in: Array(style.yaml.utf8)) {
            Issue.record("\(style.name): \(mismatch)")
        }
    }

    @Test(
        "end a node at its last byte",
        arguments: [
            ("a: |\n  text\n\n\nb: 1\n", "|\n  text"),
            ("a:\n  x: 1\n  y: 2  # why\n\nb: 1\n", "x: 1\n  y: 2"),
            ("a:\n  - 1\n  - [2, 3]\n# comment\nb: 1\n", "- 1\n  - [2, 3]"),
            ("a: { x: 1 }   \nb: 1\n", "{ x: 1 }"),
            ("a: &x !!map\n  k: v\nb: 1\n", "k: v"),
            ("a:\n  x: &k v\n  y: *k\nb: 1\n", "x: &k v\n  y: *k"),
            ("a:\n  x: 1\n  y:\n\nb: 1\n", "x: 1\n  y:"),
            ("a: \"q\"  \nb: 1\n", "\"q\""),
        ]
    )
    func ends(yaml: String, value: String) throws {
        let document = YAMLReader.read(SourceText(name: "test.yaml", text: yaml))
        guard case .mapping(let entries) = document.root?.content else {
            Issue.record("no mapping")
            return
        }
        #expect(try #require(entries.first).value.span.text == value)
        #expect(entries.count == 2)
    }

    private func offset(of needle: String, in text: String) -> Int? {
        let bytes = Array(text.utf8)
        let wanted = Array(needle.utf8)
        return bytes.indices.first { bytes[$0...].starts(with: wanted) }
    }
}
