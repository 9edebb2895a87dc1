import CEL
import Testing
import WaybillDiagnostics

@Suite("JSON")
struct JSONTests {
    @Test(
        "prints what it read, on one line",
        arguments: [
            "null", "true", "[1,2.50,-3e10]", #"{"a":{"b":[]},"c":"\"\\\n\u0001é"}"#, #""😀""#,
        ]
    )
    func roundTrip(text: String) throws {
        #expect(try JSON(parsing: text).description == text)
    }

    @Test(
        "refuses what is not strictly JSON, at the byte where it goes wrong",
        arguments: [
            ("", 0), ("01", 0), ("1.", 2), ("[1,]", 3), ("{\"a\":1,\"a\":2}", 7), ("\"\u{1}\"", 1),
            ("\"abc", 0), ("[1] 2", 4), ("nul", 0), (#""\ud800""#, 1), ("{'a':1}", 1),
        ]
    )
    func refusal(text: String, offset: Int) {
        #expect { try JSON(parsing: text) } throws: {
            ($0 as? JSONSyntaxError)?.offset == offset
        }
    }

    @Test("refuses nesting past 100 levels, without a trap")
    func nesting() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: deep) }
    }

    @Test("takes a byte order mark before the document, and nowhere else")
    func byteOrderMark() throws {
        let source = SourceText(name: "order.json", text: "\u{FEFF}{\"a\": 1}")
        #expect(try JSON(parsing: source) == JSON(parsing: "{\"a\": 1}"))
        #expect(JSON.span(of: [.member("a")], in: source)?.text == "1")
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: "\u{FEFF}\u{FEFF}1") }
        #expect(throws: JSONSyntaxError.self) { try JSON(parsing: "1\u{FEFF}") }
    }

    @Test("finds where a value stands by reading the text again")
    func places() throws {
        let source = SourceText(name: "order.json", text: #"{"a": [1, {"b": "x"}], "c": 2}"#)
        let path: [JSONPathElement] = [.member("a"), .element(1), .member("b")]
        #expect(JSON.span(of: path, in: source)?.text == "\"x\"")
        #expect(JSON.span(of: [.member("z")], in: source) == nil)
        #expect(JSON.span(of: [], in: source)?.text == source.whole.text)
    }
}
