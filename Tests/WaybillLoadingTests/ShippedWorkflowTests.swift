import Foundation
import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// The workflows of the repository load without a finding.
@Suite struct ShippedWorkflowTests {
    static let folder = goldens.deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "workflows")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml") }.sorted()
    }()

    @Test func areThere() {
        #expect(Self.names.contains("fulfil_order.yaml"))
    }

    @Test(arguments: names)
    func load(name: String) {
        let file = Loader.load(path: Self.folder.appending(path: name).path)
        #expect(render(file.diagnostics, format: .human) == "")
        #expect(file.workflow != nil)
    }
}
