import Foundation
import Testing

@testable import WaybillDiagnostics

@Suite("Findings for programs")
struct MachineFormatTests {
    @Test("are one line each in the concise format")
    func concise() {
        let diagnostics = [finding("a: 1\nb: [c]\n"), finding("[a]\n")]
        #expect(
            render(diagnostics, format: .concise) == """
                test.yaml:1:1: error[WB0302] message
                test.yaml:2:4: error[WB0302] message

                """
        )
    }

    @Test("are an array of objects in JSON, columns in UTF-16 units")
    func json() throws {
        var diagnostic = finding("🐈: [b] (c)\n")
        diagnostic.help = ["do this"]
        diagnostic.edits = [
            Diagnostic.Edit(replacing: diagnostic.span, with: "x", confidence: .safe)
        ]
        let text = render([diagnostic], format: .json)
        let array = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        )
        let object = try #require(array.first)
        #expect(object["code"] as? String == "WB0302")
        #expect(object["name"] as? String == "cel-type")
        #expect(object["severity"] as? String == "error")
        #expect(object["message"] as? String == "message")
        #expect(object["file"] as? String == "test.yaml")
        #expect(object["label"] as? String == "label")
        #expect(object["help"] as? [String] == ["do this"])
        let span = try #require(object["span"] as? [String: [String: Int]])
        #expect(span["start"] == ["offset": 6, "line": 1, "column": 5])
        #expect(span["end"] == ["offset": 7, "line": 1, "column": 6])
        #expect((object["labels"] as? [Any])?.count == 1)
        #expect((object["edits"] as? [[String: Any]])?.first?["replacement"] as? String == "x")
    }

    @Test("are an empty array in JSON when there are none")
    func noFindings() {
        #expect(render([], format: .json) == "[]\n")
    }

    @Test("come in the order of the files, each once")
    func order() {
        let (first, second) = (finding("[a] b\n"), finding("a [b]\n"))
        #expect([second, first, second].inFileOrder() == [second, first].inFileOrder())
        #expect([second, first].inFileOrder().map(\.span.range) == [0..<1, 2..<3])
    }
}

/// A finding whose primary place is between `[` and `]`, and a second one between `(` and `)`.
func finding(_ marked: String) -> Diagnostic {
    var text: [UInt8] = []
    var places: [UInt8: Int] = [:]
    for byte in marked.utf8 {
        if Array("[]()".utf8).contains(byte) {
            places[byte] = text.count
        } else {
            text.append(byte)
        }
    }
    let source = SourceText(name: "test.yaml", bytes: text)
    func span(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Span? {
        guard let lower = places[UInt8(ascii: open)], let upper = places[UInt8(ascii: close)] else {
            return nil
        }
        return Span(in: source, lower..<upper)
    }
    return Diagnostic(
        .celType,
        "message",
        at: span("[", "]") ?? source.whole,
        label: "label",
        labels: span("(", ")").map { [Diagnostic.Label($0, "other")] } ?? []
    )
}
