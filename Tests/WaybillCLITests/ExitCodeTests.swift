import Foundation
import ProcessSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct ExitCodeTests {
    @Test(
        "An order's end decides the exit code",
        arguments: [
            ("good", "fulfilled", 0), ("declined", "declined", 0), ("too_risky", "rejected", 0),
            ("out_of_stock", "out_of_stock", 0), ("undeliverable", "needs_attention", 0),
            ("capture_fails", nil, 3), ("wrong_total", nil, 3), ("needs_review", nil, 4),
        ] as [(String, String?, Int32)]
    )
    func orders(order: String, outcome: String?, exitCode: Int32) async throws {
        let ending = try await Desk().waybill(Desk.fulfil(order, "--format", "json"))
        #expect(ending.exitCode == exitCode)
        #expect(try ending.json.text("outcome") == outcome)
    }

    @Test(
        "A command line that cannot be understood ends with 2",
        arguments: [
            ["frobnicate"], ["run"], ["run", "a.yaml"], ["run", "a.yaml", "--order"],
            ["run", "a.yaml", "--order", "a.json", "--orders", "a.jsonl"],
            ["run", "a.yaml", "--orders", "a.jsonl", "--concurrency", "0"],
            ["resume", "--wait", "soon"], ["send", "order.paid"], ["lint"], ["test"],
            ["skip", "run-1"],
            ["retry", "run-1", "no such step"], ["list", "--format", "xml"], ["eval"],
            ["eval", "-7 % 3"],
        ]
    )
    func usage(arguments: [String]) async throws {
        let ending = try await Desk().waybill(arguments)
        #expect(ending.exitCode == 2)
        #expect(ending.error.contains("Usage:"))
        #expect(ending.output == "")
    }

    @Test(
        "What is sent is a plausible event",
        arguments: [
            (["bad type!"], "`bad type!` is no type of events"),
            (["order.paid", "--source", "http://a b"], "`http://a b` is no source of events"),
            (["order.paid", "--source", "/desk%2"], "`/desk%2` is no source of events"),
        ]
    )
    func noEvent(arguments: [String], message: String) async throws {
        let ending = try await Desk().waybill(["send", "--data", "7"] + arguments)
        #expect(ending.exitCode == 2)
        #expect(ending.error.contains(message))
    }

    @Test func aFolderWithNothingToCheckIsToldFromFindings() async throws {
        let desk = try Desk()
        try desk.folder.write("no workflow", to: "note.txt")
        let ending = try await desk.waybill("lint", ".")
        #expect(ending.exitCode == 2)
        #expect(ending.error.hasPrefix("error: there is nothing to check: no .yaml or .yml file"))
    }

    @Test(
        "A variable of the shell that is not set ends with 2",
        arguments: [
            (["lint", ""], "an argument is empty"), (["test", ""], "an argument is empty"),
            (["run", "", "--order", "a.json"], "an argument is empty"),
            (["run", "a.yaml", "--order", ""], "what --order is given is empty"),
            (["resume", "--bindings="], "what --bindings is given is empty"),
        ]
    )
    func empty(arguments: [String], message: String) async throws {
        let ending = try await Desk().waybill(arguments)
        #expect(ending.exitCode == 2)
        #expect(ending.error.hasPrefix("error: \(message)\n"))
        #expect(ending.output == "")
    }

    @Test(
        "What is wrong with files, stores and runs ends with 1 and says so",
        arguments: [
            (
                ["run", "nowhere.yaml", "--order", "order.json"],
                "error[WB0108]: cannot read `nowhere.yaml`: there is no such file"
            ),
            (
                Desk.fulfil(file: "nowhere.json"),
                "error: cannot read nowhere.json: "
            ),
            (
                Desk.fulfil("good").dropLast(2),
                "error: nothing is bound to `fraud.score`, "
            ),
            (["resume", "--store", "nowhere.db"], "error: there is no store at nowhere.db"),
            (["list", "--store", "nowhere.db"], "error: there is no store at nowhere.db"),
            (["list", "--store", "note.txt"], "error: note.txt is not a Waybill store"),
            (["list", "--store", "."], "error: the store cannot be at .: it is a folder"),
            (["lint", "nowhere.yaml"], "error[WB0108]: cannot read `nowhere.yaml`"),
            (["register", "."], "error: . is a folder\n  = help: name the workflow's file"),
            (["graph", "."], "error: . is a folder"),
        ]
    )
    func invalid(arguments: [String], message: String) async throws {
        let desk = try Desk()
        try desk.folder.write("not a database, whatever its size may be", to: "note.txt")
        let ending = try await desk.waybill(arguments)
        #expect(ending.exitCode == 1)
        #expect((ending.error + ending.output).contains(message))
    }

    @Test(
        "A store that cannot be there is refused before anything is made",
        arguments: [
            ("note.txt", "error: note.txt is not a Waybill store"),
            (".", "error: the store cannot be at .: it is a folder"),
            ("nowhere/w.db", "error: the store cannot be at nowhere/w.db: there is no folder "),
            ("/proc/w.db", "error: the store cannot be at /proc/w.db: /proc/w.db.lock cannot be"),
        ]
    )
    func unusableStore(store: String, message: String) async throws {
        let desk = try Desk()
        try desk.folder.write("not a database, whatever its size may be", to: "note.txt")
        let ending = try await desk.waybill(
            [
                "run", Workflows.path("fulfil_order.yaml"), "--order",
                Workflows.path("orders/good.json"), "--bindings",
                Workflows.path("bindings/demo.yaml"),
                "--store", store,
            ]
        )
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains(message))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: desk.folder.path) == ["note.txt"]
        )
    }

    @Test func helpIsNoError() async throws {
        let ending = try await Desk().waybill("--help")
        #expect(ending.exitCode == 0)
        #expect(ending.output.contains("Exit codes: 0 completed; 1 the definition or the input"))
    }

    @Test func aRunThatIsNotThereIsNamedWithTheOneThatIsMeant() async throws {
        let desk = try Desk()
        _ = try await desk.waybill(Desk.fulfil("good"))
        let ending = try await desk.waybill("status", "fulfil_order-W-100054")
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains("there is no run `fulfil_order-W-100054` in this store"))
        #expect(ending.error.contains("did you mean `fulfil_order-W-100045`?"))
    }

    @Test func aWorkflowThatLintRefusesDoesNotRun() async throws {
        let desk = try Desk()
        try desk.writeFulfilOrder(to: "typo.yaml") { text in
            text.replacing("steps.screen.risk >= 80", with: "steps.screen.rsik >= 80")
        }

        let order = Workflows.path("orders/good.json")
        let ending = try await desk.waybill(["run", "typo.yaml", "--order", order] + Desk.demo)
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains(" --> typo.yaml:"))
        #expect(ending.error.contains("rsik"))
        #expect(try await desk.waybill("list").exitCode == 1, "no store was made")
    }
}
