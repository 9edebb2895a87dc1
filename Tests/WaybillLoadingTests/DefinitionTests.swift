import Foundation
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// A definition holds all that a workflow needs, under a digest that pins it.
@Suite struct DefinitionTests {
    private let files = [
        "shop/flows/sell.yaml": """
        waybill: 1
        workflow: sell
        use: [../shared/types.yaml]
        input: Order
        steps:
          - step: pause
            wait: 5m
        """,
        "shop/shared/types.yaml": """
        waybill: 1
        use: [more/money.yaml]
        types:
          Order: { id: string, total: Money }
        """,
        "shop/shared/more/money.yaml": """
        waybill: 1
        types:
          Money: decimal
        """,
    ]

    private func load(_ files: [String: String], at path: String) -> LoadedFile {
        Loader.load(path: path, reading: .memory(files))
    }

    @Test func namesFilesFromTheFolderOfTheWorkflow() throws {
        let definition = try #require(load(files, at: "shop/flows/sell.yaml").definition)
        #expect(definition.entry == "sell.yaml")
        #expect(
            definition.files.map(\.path) == [
                "../shared/more/money.yaml", "../shared/types.yaml", "sell.yaml",
            ]
        )
    }

    @Test func givesTheSameWorkflowWithoutTheDisk() throws {
        let file = load(files, at: "shop/flows/sell.yaml")
        let definition = try #require(file.definition)
        let stored = try JSONDecoder().decode(
            Definition.self,
            from: JSONEncoder().encode(definition)
        )
        let again = Loader.load(stored)
        #expect(again.diagnostics.isEmpty)
        #expect(again.workflow?.digest == file.workflow?.digest)
        #expect(again.definition == definition)
    }

    @Test func theDigestDoesNotDependOnWhereTheFilesLie() throws {
        let moved = Dictionary(uniqueKeysWithValues: files.map { ("/srv/\($0.key)", $0.value) })
        let here = load(files, at: "shop/flows/sell.yaml").definition?.digest
        let there = load(moved, at: "/srv/shop/flows/../flows/sell.yaml").definition?.digest
        #expect(here == there)
        #expect(here?.rawValue.hasPrefix("sha256:") == true)
        #expect(here?.rawValue.count == 71)
    }

    @Test(arguments: [
        "shop/flows/sell.yaml", "shop/shared/types.yaml", "shop/shared/more/money.yaml",
    ])
    func theDigestChangesWithEachFile(path: String) throws {
        var changed = files
        changed[path]?.append("\n# a comment\n")
        let before = load(files, at: "shop/flows/sell.yaml").definition?.digest
        let after = load(changed, at: "shop/flows/sell.yaml").definition?.digest
        #expect(before != after)
    }

    @Test func aMissingFileLeavesNoDefinition() {
        var broken = files
        broken["shop/shared/more/money.yaml"] = nil
        let file = load(broken, at: "shop/flows/sell.yaml")
        #expect(file.definition == nil)
        #expect(file.diagnostics.map(\.code) == [.useNotFound])
    }

    @Test func readsTheDisk() throws {
        let file = Loader.load(path: goldens.appending(path: "shop.yaml").path)
        #expect(file.diagnostics.isEmpty)
        let missing = Loader.load(path: "/no/such/file.yaml")
        #expect(
            missing.diagnostics.map(\.message) == [
                "cannot read `/no/such/file.yaml`: there is no such file"
            ]
        )
        let folder = Loader.load(path: goldens.path)
        #expect(
            folder.diagnostics.map(\.message) == ["cannot read `\(goldens.path)`: it is a folder"]
        )
    }

    @Test func knowsABindingsFile() {
        let file = load(["b.yaml": "waybill: 1\nbindings: {}\n"], at: "b.yaml")
        guard case .bindings = file.kind else {
            Issue.record("not known as bindings")
            return
        }
        #expect(file.diagnostics.isEmpty)
    }
}
