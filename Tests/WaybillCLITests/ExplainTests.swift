import CEL
import ProcessSupport
import TestSupport
import Testing
import WaybillDiagnostics

@Suite(.timeLimit(.minutes(5))) struct ExplainTests {
    @Test("A rule is explained by an example that only it fires on", arguments: DiagnosticCode.all)
    func failing(rule: DiagnosticCode) async throws {
        let explanation = try await explained(rule)
        let findings = explanation["failing"]?["diagnostics"]?.elements ?? []
        #expect(Set(findings.map { $0.text("code") }) == [rule.code])
    }

    @Test("No rule has a word to say about the mended example", arguments: DiagnosticCode.all)
    func mended(rule: DiagnosticCode) async throws {
        let explanation = try await explained(rule)
        #expect(explanation["mended"]?["diagnostics"] == .array([]))
    }

    @Test("A rule is explained in words, with its finding", arguments: DiagnosticCode.all)
    func text(rule: DiagnosticCode) async throws {
        let ending = try await Desk().waybill("explain", rule.name)
        #expect(ending.exitCode == 0)
        expectGolden(ending.output, named: "explain/\(rule.code).expected")
    }

    @Test func withoutARuleAllAreListed() async throws {
        let ending = try await Desk().waybill("explain")
        let lines = ending.output.split(separator: "\n")
        #expect(lines.map { String($0.prefix(6)) } == DiagnosticCode.all.map(\.code))
        #expect(lines.allSatisfy { $0.count > 40 })
    }

    @Test(
        "A rule that is not there is named with the one that is meant",
        arguments: [("WB0540", "WB0504"), ("no-timeot", "no-timeout")]
    )
    func unknown(text: String, meant: String) async throws {
        let ending = try await Desk().waybill("explain", text)
        #expect(ending.exitCode == 2)
        #expect(ending.error.contains("there is no rule `\(text)`"))
        #expect(ending.error.contains("did you mean `\(meant)`?"))
    }

    private func explained(_ rule: DiagnosticCode) async throws -> JSON {
        let ending = try await Desk().waybill("explain", rule.code, "--format", "json")
        #expect(ending.exitCode == 0)
        return try ending.json
    }
}
