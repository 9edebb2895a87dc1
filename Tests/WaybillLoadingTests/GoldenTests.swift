import Foundation
import TestSupport
import Testing
import WaybillDiagnostics
import WaybillLoading

/// What loading says about each mistake, word for word. A golden file is named after the code that
/// it shows; the first finding of its text has that code, or is shown beside it.
@Suite struct GoldenTests {
    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: goldens.path)) ?? []
        return files.filter { $0.hasPrefix("WB") && $0.hasSuffix(".yaml") }
            .map { String($0.dropLast(5)) }.sorted()
    }()

    @Test(arguments: names)
    func says(name: String) {
        let file = Loader.load(path: "\(name).yaml", reading: goldenReading)
        let code = String(name.prefix(6))
        #expect(file.diagnostics.contains { $0.code.code == code })
        let isFaulty = file.diagnostics.contains { $0.severity == .error && $0.code != .badAllow }
        #expect(!isFaulty || file.workflow == nil)
        expectGolden(render(file.diagnostics, format: .human), named: "\(name).expected")
    }

    @Test(arguments: [
        "WB0013", "WB0101", "WB0102", "WB0103", "WB0104", "WB0105", "WB0106", "WB0107", "WB0108",
        "WB0110", "WB0111",
        "WB0201", "WB0202", "WB0204", "WB0208", "WB0301", "WB0302", "WB0303", "WB0304", "WB0305",
        "WB0306", "WB0309", "WB0903", "WB0904", "WB0905",
    ])
    func showsEveryCodeOfLoading(code: String) {
        #expect(Self.names.contains { $0.hasPrefix(code) })
    }

    @Test func theContractsThatTheGoldensUseAreClean() {
        let file = Loader.load(path: "shop.yaml", reading: goldenReading)
        #expect(file.diagnostics.isEmpty)
        guard case .contracts(let contracts) = file.kind else {
            Issue.record("not read as contracts")
            return
        }
        #expect(contracts.count == 5)
    }
}
