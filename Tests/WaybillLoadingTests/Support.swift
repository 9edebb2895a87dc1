import Foundation
import Testing
import WaybillDiagnostics
import WaybillModel
import WaybillYAML

@testable import WaybillLoading

/// The folder of the golden files.
let goldens = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

/// Reads files by their names in the folder of the golden files, so that findings name them alike on
/// every machine.
let goldenReading = FileReading { path in
    try FileReading.disk.read(goldens.appending(path: path).path)
}

/// Loads a workflow given as text, together with the contracts of `Goldens/shop.yaml`.
func load(_ text: String, files: [String: String] = [:]) throws -> LoadedFile {
    let shop = try String(contentsOf: goldens.appending(path: "shop.yaml"), encoding: .utf8)
    let all = files.merging(["shop.yaml": shop, "sell.yaml": text]) { given, _ in given }
    return Loader.load(path: "sell.yaml", reading: .memory(all))
}

/// A workflow that uses `shop.yaml`, has this as the rest of its header and these steps.
func workflowText(header: String = "", steps: String) -> String {
    """
    waybill: 1
    workflow: sell
    use: [shop.yaml]
    input: Order
    \(header)
    steps:
    \(steps)
    """
}

/// The graph of a workflow that must be without errors.
func graph(_ text: String) throws -> Workflow {
    let file = try load(text)
    #expect(file.diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
    let workflow = file.workflow
    return try #require(workflow)
}

extension Diagnostic {
    /// Code, place and message, as tests compare them.
    var summary: String { "\(code.code) `\(span.text)` \(message)" }
}

/// Reads YAML for a reader under test.
func yaml(_ text: String) throws -> YAMLNode {
    let document = YAMLReader.read(SourceText(name: "test.yaml", text: text))
    return try #require(document.root)
}
