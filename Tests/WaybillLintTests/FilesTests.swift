import Foundation
import Testing
import WaybillDiagnostics
import WaybillLint

/// Lint over files and folders.
@Suite struct FilesTests {
    @Test func shippedWorkflowsAreClean() {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "workflows").path
        #expect(Linter.files(at: folder).contains("\(folder)/fulfil_order.yaml"))
        #expect(render(Linter.check(paths: [folder]), format: .concise) == "")
    }

    @Test func aFolderStandsForItsFilesSortedHiddenOnesLeftOut() throws {
        try withFolder([
            "b.yaml": "", "a.yml": "", "deep/c.yaml": "", "notes.txt": "", ".git/d.yaml": "",
        ]) { folder in
            let names = Linter.files(at: folder).map { $0.dropFirst(folder.count + 1) }
            #expect(names == ["a.yml", "b.yaml", "deep/c.yaml"])
            #expect(Linter.files(at: folder + "/") == Linter.files(at: folder))
        }
    }

    @Test func aLinkToAFolderStandsForItsFiles() throws {
        try withFolder(["deep/a.yaml": ""]) { folder in
            let link = "\(folder)/link"
            try FileManager.default.createSymbolicLink(
                atPath: link,
                withDestinationPath: "\(folder)/deep"
            )
            #expect(Linter.files(at: link) == ["\(link)/a.yaml"])
        }
    }

    @Test func whatContractsAllowIsNotJudgedWithoutWorkflows() throws {
        let contracts = """
            waybill: 1
            handlers:
              # waybill: allow(WB0602) for the other team
              look: { effect: none }
            """
        let workflow = """
            waybill: 1
            workflow: ask
            use: [contracts.yaml]
            steps: [{ step: nap, wait: 1s }]
            """
        try withFolder(["contracts.yaml": contracts, "ask.yaml": workflow]) { folder in
            #expect(Linter.check(paths: ["\(folder)/contracts.yaml"]) == [])
            #expect(Linter.check(paths: [folder]) == [])
        }
    }

    @Test func aFileIsOneHoweverItIsNamed() throws {
        let contracts = "waybill: 1\nhandlers: { look: { effect: none } }"
        let workflow = """
            waybill: 1
            workflow: ask
            use: [contracts.yaml]
            steps: [{ step: nap, wait: 1s }]
            """
        try withFolder(["in/contracts.yaml": contracts, "in/ask.yaml": workflow]) { folder in
            let paths = ["\(folder)/in/contracts.yaml", "\(folder)/in/../in/ask.yaml"]
            #expect(Linter.check(paths: paths).map(\.code.code) == ["WB0602"])
        }
    }

    @Test func aFileThatSeveralUseIsReportedOnce() throws {
        let contracts = """
            waybill: 1
            handlers:
              stock.count: { input: { sku: string }, output: { pieces: int } }
            """
        func workflow(_ name: String) -> String {
            """
            waybill: 1
            workflow: \(name)
            use: [contracts.yaml]
            input: { sku: string }
            steps:
              - step: count
                call: stock.count
                with: { sku: "${ input.sku }" }
                timeout: 5s
            """
        }
        try withFolder([
            "contracts.yaml": contracts, "one.yaml": workflow("one"), "two.yaml": workflow("two"),
        ]) { folder in
            #expect(Linter.check(paths: [folder]).map(\.code.code) == ["WB0415"])
            let one = Linter.check(path: "\(folder)/one.yaml")
            #expect(one.map(\.span.source.name) == ["\(folder)/contracts.yaml"])
        }
    }

    @Test func whatAUsedFileAllowsIsJudgedWhereItIsLookedAt() throws {
        let contracts = """
            waybill: 1
            handlers:
              # waybill: allow(WB0415) the partner does not say
              stock.count: { input: { sku: string }, output: { pieces: int } }
              # waybill: allow(WB0415) not needed
              stock.look: { output: { pieces: int }, effect: none }
            """
        let workflow = """
            waybill: 1
            workflow: sell
            use: [contracts.yaml]
            input: { sku: string }
            steps:
              - step: count
                call: stock.count
                with: { sku: "${ input.sku }" }
                timeout: 5s
              - { step: look, call: stock.look, timeout: 5s }
            """
        try withFolder(["contracts.yaml": contracts, "sell.yaml": workflow]) { folder in
            #expect(Linter.check(path: "\(folder)/sell.yaml") == [])
            let findings = Linter.check(paths: [folder])
            #expect(findings.map { "\($0.code.code) \($0.span.start.line)" } == ["WB0010 5"])
        }
    }

    @Test func whatFilesShareIsUsedWhenOneOfThemUsesIt() throws {
        let contracts = """
            waybill: 1
            types: { Item: { sku: string }, Site: { id: string } }
            handlers:
              stock.count: { input: Item, output: { pieces: int }, effect: none }
              stock.look: { output: { pieces: int }, effect: none }
              stock.list: { output: { pieces: int }, effect: none }
            policies:
              near: { strategy: nearest, unfilled: { action: fail } }
              spare: { strategy: priority, unfilled: { action: fail } }
            """
        func workflow(_ name: String, _ call: String) -> String {
            """
            waybill: 1
            workflow: \(name)
            use: [contracts.yaml]
            steps:
              - { step: ask, \(call), timeout: 5s }
            """
        }
        try withFolder([
            "contracts.yaml": contracts,
            "one.yaml": workflow("one", "call: stock.count, with: { sku: A }"),
            "two.yaml": workflow("two", "call: stock.look"),
            "three.yaml": workflow(
                "three",
                "allocate: near, with: { order: { lines: [] }, sites: [], services: [] }"
            ),
        ]) { folder in
            #expect(
                Linter.check(paths: [folder]).map(\.message) == [
                    "the type `Site` is used by no workflow that was checked",
                    "the handler `stock.list` is used by no workflow that was checked",
                    "the policy `spare` is used by no workflow that was checked",
                ]
            )
            // Who uses them is not known where they are checked alone.
            #expect(Linter.check(paths: ["\(folder)/contracts.yaml"]) == [])
        }
    }

    @Test func whatAChildOrAStartUsesIsUsed() throws {
        let contracts = """
            waybill: 1
            events: { order.paid: { external: true, data: { id: string } } }
            handlers:
              stock.look: { output: { pieces: int }, effect: none }
            """
        let child = """
            waybill: 1
            workflow: look
            use: [contracts.yaml]
            steps:
              - { step: ask, call: stock.look, timeout: 5s }
            """
        let parent = """
            waybill: 1
            workflow: sell
            use: [contracts.yaml, child.yaml]
            start: { event: order.paid }
            steps:
              - { step: look, run: look, timeout: 1m }
            """
        try withFolder([
            "contracts.yaml": contracts, "child.yaml": child, "parent.yaml": parent,
        ]) { folder in
            let paths = ["\(folder)/contracts.yaml", "\(folder)/parent.yaml"]
            #expect(Linter.check(paths: paths) == [])
        }
    }

    @Test func bindingsAreHeldAgainstTheContractsBesideThem() throws {
        let workflow = """
            waybill: 1
            workflow: sell
            handlers:
              stock.count: { output: { pieces: int }, errors: { closed: {} }, effect: none }
            steps:
              - step: count
                call: stock.count
                timeout: 5s
                catch: [{ error: closed, to: next }]
            """
        let bindings = """
            waybill: 1
            bindings:
              stock.count: { mock: { error: { code: cloesd } } }
              stock.cuont: { mock: { output: { pieces: 1 } } }
            """
        try withFolder(["sell.yaml": workflow, "bindings.yaml": bindings]) { folder in
            let findings = Linter.check(paths: [folder])
            #expect(
                findings.map { "\($0.code.code) \($0.span.text)" } == [
                    "WB0702 cloesd", "WB0602 stock.cuont",
                ]
            )
            #expect(findings.last?.help == ["did you mean `stock.count`?"])
            #expect(Linter.check(paths: ["\(folder)/bindings.yaml"]) == [])
        }
    }

    @Test func aFileIsNamedAlikeHoweverItIsReached() throws {
        try withFolder(["a.yaml": "waybill: 1\ntypes: { A: { b: &c string } }"]) { folder in
            let paths = ["\(folder)/a.yaml", "\(folder)/./a.yaml", "\(folder)/", folder]
            #expect(Linter.check(paths: paths).map(\.span.source.name) == ["\(folder)/a.yaml"])
        }
    }

    @Test func whatCannotBeReadIsAFinding() {
        let findings = Linter.check(paths: ["/no/such/file.yaml"])
        #expect(findings.map(\.severity) == [.error])
    }

    /// A folder with these files, removed afterwards.
    private func withFolder(
        _ files: [String: String],
        _ body: (String) throws -> Void
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "waybill-lint-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: file)
        }
        try body(folder.path)
    }
}
