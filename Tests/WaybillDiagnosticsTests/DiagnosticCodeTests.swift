import Foundation
import Testing
import WaybillDiagnostics

@Suite struct DiagnosticCodeTests {
    /// The names of all golden files of the project.
    private static let goldens: [String] = {
        let tests = URL(fileURLWithPath: #filePath)
            .resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        let files = FileManager.default.enumerator(atPath: tests.path)?.compactMap { $0 as? String }
        return (files ?? []).filter { $0.hasSuffix(".expected") }
            .map { URL(fileURLWithPath: $0).lastPathComponent }
    }()

    @Test(arguments: DiagnosticCode.all)
    func hasAGoldenFile(code: DiagnosticCode) {
        #expect(Self.goldens.contains { $0.hasPrefix(code.code) })
    }

    @Test func isUnlikeAnyOther() {
        #expect(Set(DiagnosticCode.all.map(\.code)).count == DiagnosticCode.all.count)
        #expect(Set(DiagnosticCode.all.map(\.name)).count == DiagnosticCode.all.count)
    }

    @Test func standsInItsOrder() {
        #expect(DiagnosticCode.all.map(\.code) == DiagnosticCode.all.map(\.code).sorted())
    }
}
