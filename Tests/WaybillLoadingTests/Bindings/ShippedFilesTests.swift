import CEL
import Foundation
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// The workflows that come with the project, with their bindings and inputs, are without findings.
@Suite struct ShippedFilesTests {
    static let workflows = [
        "fulfil_order", "split_order", "return_order", "payment_with_approval", "place_order",
        "ship_parcel",
    ]
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../workflows").standardized.path

    @Test(arguments: workflows) func `workflows load without findings`(name: String) {
        let file = Loader.load(path: "\(Self.folder)/\(name).yaml")
        #expect(render(file.diagnostics, format: .concise) == "")
        #expect(file.workflow?.name.rawValue == name)
    }

    @Test(arguments: workflows, ["demo", "shop"])
    func `bindings reach all that a workflow calls`(workflow: String, bindings: String) throws {
        let workflow = try #require(Loader.load(path: "\(Self.folder)/\(workflow).yaml").workflow)
        let loaded = BindingsLoader.load(
            path: "\(Self.folder)/bindings/\(bindings).yaml",
            for: workflow,
            environment: ["SHOP_URL": "http://127.0.0.1:8080"]
        )
        #expect(render(loaded.diagnostics, format: .concise) == "")
        #expect(loaded.bindings != nil)
    }

    @Test(arguments: [
        ("fulfil_order", "orders"), ("split_order", "split_orders"), ("return_order", "returns"),
        ("payment_with_approval", "payments"), ("place_order", "placed_orders"),
    ])
    func `inputs have the type that the workflow declares`(
        workflow: String,
        folder: String
    ) throws {
        let workflow = try #require(Loader.load(path: "\(Self.folder)/\(workflow).yaml").workflow)
        let inputs = try inputs(in: folder)
        #expect(inputs.count >= 2)
        for (place, input) in inputs {
            let mismatches = Value.mismatches(of: input, as: workflow.input)
            #expect(mismatches.map(\.message) == [], "\(place)")
        }
    }

    @Test func `no two orders have the same id`() throws {
        let ids = try inputs(in: "orders").compactMap { $0.input["id"] }
        #expect(ids.count >= 12)
        #expect(Set(ids).count == ids.count)
    }

    /// The JSON of a folder, each line of a `.jsonl` by itself.
    private func inputs(in folder: String) throws -> [(place: String, input: JSON)] {
        let folder = "\(Self.folder)/\(folder)"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        return try names.flatMap { name in
            let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            let documents =
                name.hasSuffix(".jsonl") ? text.split(separator: "\n").map(String.init) : [text]
            return try documents.enumerated().map { index, document in
                ("\(name):\(index + 1)", try JSON(parsing: document))
            }
        }
    }
}
