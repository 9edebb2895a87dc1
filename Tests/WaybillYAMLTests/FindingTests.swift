import Foundation
import TestSupport
import Testing
import WaybillDiagnostics
import WaybillYAML

@Suite("Findings of the text group")
struct FindingTests {
    static let directory = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Goldens")

    static let cases: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }
        .map { String($0.dropLast(5)) }
        .sorted()

    static func bytes(of name: String) -> [UInt8] {
        let data = try? Data(contentsOf: directory.appending(path: "\(name).yaml"))
        return data.map(Array.init) ?? []
    }

    static let codes: [DiagnosticCode] = [
        .yamlSyntax, .tabIndent, .duplicateKey, .undefinedAlias, .aliasExpansion, .resourceLimit,
        .oneDocument, .unknownTag, .unusedAnchor, .ambiguousScalar, .unquotedExpression,
    ]

    @Test("read as recorded", arguments: cases)
    func golden(name: String) {
        let source = SourceText(name: "\(name).yaml", bytes: Self.bytes(of: name))
        let diagnostics = YAMLReader.read(source).diagnostics

        #expect(diagnostics.contains { name.hasPrefix($0.code.code) })
        expectGolden(render(diagnostics, format: .human), named: "\(name).expected")
    }

    @Test("each have a golden file", arguments: codes)
    func coverage(code: DiagnosticCode) {
        #expect(Self.cases.contains { $0.hasPrefix(code.code) })
    }
}
