import Foundation
import FoundationXML
import TestSupport
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

    @Test(
        "are written word for word alike in the formats of others",
        arguments: [DiagnosticFormat.sarif, .github, .junit]
    )
    func formats(format: DiagnosticFormat) {
        let text = render(Self.awkward, format: format, files: ["clean.yaml"], failOn: .warning)
        expectGolden(text, named: "findings.\(format.rawValue)")
    }

    /// An error over two lines with an edit, a warning with what needs escapes, and an info.
    private static let awkward: [Diagnostic] = {
        var error = finding("🐈: [b\nc] (d)\n", name: "some folder/a,b:c%.yaml")
        error.help = ["do this:\nor that"]
        error.edits = [.init(replacing: error.span, with: "\"x\"\n", confidence: .safe)]
        var warning = finding("a: <&\"[b]\u{1}>\n", name: "/tmp/other.yaml", code: .costBound)
        warning.notes = ["100% of <it> & \u{1B}[31m"]
        var info = finding("[]", name: "empty.yaml", code: .missingFinish)
        info.severity = .info
        return [error, warning, info]
    }()

    @Test("are valid logs in SARIF", arguments: [[], awkward])
    func sarif(findings: [Diagnostic]) throws {
        let text = render(findings, format: .sarif)
        let log = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "utf16CodeUnits")
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "waybill")
        let rules = try #require(driver["rules"] as? [[String: Any]])
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == findings.count)
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            let place = try #require((result["locations"] as? [[String: Any]])?.first)
            let physical = try #require(place["physicalLocation"] as? [String: Any])
            let artifact = try #require(physical["artifactLocation"] as? [String: String])
            #expect(URL(string: artifact["uri"] ?? "") != nil)
            let region = try #require(physical["region"] as? [String: Int])
            #expect(region.values.allSatisfy { $0 >= 1 })
        }
    }

    @Test("are well-formed XML in JUnit's report")
    func junit() throws {
        let text = render(Self.awkward, format: .junit, files: ["clean.yaml"])
        let report = try XMLDocument(xmlString: text)
        let suites = try report.nodes(forXPath: "/testsuites/testsuite")
        #expect(suites.count == 4)
        #expect(try report.nodes(forXPath: "//testcase").count == 4)
        #expect(try report.nodes(forXPath: "//failure").count == 1)
    }

    @Test("come in the order of the files, each once")
    func order() {
        let (first, second) = (finding("[a] b\n"), finding("a [b]\n"))
        #expect([second, first, second].inFileOrder() == [second, first].inFileOrder())
        #expect([second, first].inFileOrder().map(\.span.range) == [0..<1, 2..<3])
    }
}

/// A finding whose primary place is between `[` and `]`, and a second one between `(` and `)`.
func finding(
    _ marked: String,
    name: String = "test.yaml",
    code: DiagnosticCode = .celType
) -> Diagnostic {
    var text: [UInt8] = []
    var places: [UInt8: Int] = [:]
    for byte in marked.utf8 {
        if Array("[]()".utf8).contains(byte) {
            places[byte] = text.count
        } else {
            text.append(byte)
        }
    }
    let source = SourceText(name: name, bytes: text)
    func span(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Span? {
        guard let lower = places[UInt8(ascii: open)], let upper = places[UInt8(ascii: close)] else {
            return nil
        }
        return Span(in: source, lower..<upper)
    }
    return Diagnostic(
        code,
        "message",
        at: span("[", "]") ?? source.whole,
        label: "label",
        labels: span("(", ")").map { [Diagnostic.Label($0, "other")] } ?? []
    )
}
