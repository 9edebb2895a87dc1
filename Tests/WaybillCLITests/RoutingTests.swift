import CEL
import Foundation
import ProcessSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct RoutingTests {
    @Test func aDecisionIsExplainedToPeople() async throws {
        let ending = try await RoutingDesk().plan("sourcing.yaml#cheapest")
        #expect(ending.exitCode == 0, "\(ending.error)")
        expectGolden(ending.output, named: "routing-plan.expected")
    }

    @Test func programsGetThePlan() async throws {
        let desk = try RoutingDesk()
        let plan = try await desk.plan("sourcing.yaml#cheapest", "--format", "json").json
        #expect(plan.text("decision") == "split")
        #expect(plan["policy"]?.text("name") == "cheapest")
        let again = try await desk.plan("sourcing.yaml#cheapest", "--format", "json").json
        #expect(again == plan)
    }

    @Test func aMapIsDrawn() async throws {
        let desk = try RoutingDesk()
        let ending = try await desk.plan("sourcing.yaml#cheapest", "--svg", "map.svg")
        #expect(ending.exitCode == 0, "\(ending.error)")
        let map = desk.desk.folder.text("map.svg")
        #expect(map.hasPrefix("<svg"))
        for site in ["BER", "HAM", "HEL", "LYS", "MIL", "RTM", "VIE", "WAW"] {
            #expect(map.contains(">\(site)</text>"))
        }
    }

    @Test(
        "What is wrong with a policy or the input is said with a remedy",
        arguments: [
            (
                "sourcing.yaml#cheapes",
                "error: sourcing.yaml declares no policy `cheapes`\n  = help: did you mean sourcing.yaml#cheapest?"
            ),
            (
                "sourcing.yaml#quickest",
                "error: sourcing.yaml declares no policy `quickest`\n  = help: it knows `cheapest`, `closest`"
            ),
            (
                "sell.yaml#closest",
                "error: sell.yaml uses policy `closest`, and does not declare it\n  = help: name the file that does: sourcing.yaml#closest"
            ),
            (
                "sell.yaml",
                "error: sell.yaml declares no policies\n  = help: name a policy after the file that declares it: sourcing.yaml#cheapest"
            ),
            (
                "sourcing.yaml",
                "error: sourcing.yaml declares several policies: `cheapest`, `closest`\n  = help: name a policy after the file that declares it: sourcing.yaml#cheapest"
            ),
            ("nowhere.yaml#cheapest", "nowhere.yaml"),
        ]
    )
    func wrongPolicies(policy: String, complaint: String) async throws {
        let ending = try await RoutingDesk().plan(policy)
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains(complaint), "\(ending.error)")
    }

    @Test(
        "What is wrong with the input is said with its place",
        arguments: [
            (
                #"{"TEA": 8}"#, #"{"TEA": -8}"#,
                "error: input.json: rejected_input: sites[3].stock['TEA'] is -8; stock is never negative: give 0 when there is none"
            ),
            (
                #""services""#, #""servces""#,
                "error[WB0701]: `servces` is nothing that a decision is made from\n  --> input.json:20:3"
            ),
            (#""services""#, #""servces""#, "= help: did you mean `services`?"),
            (#""sites""#, #""places""#, "error[WB0701]: the input has no `sites`"),
            (#""order": {"#, #""order": {{"#, "error[WB"),
            (
                #""open": true"#, #""opened": true"#,
                "error: input.json: expression: constraint `open` of policy `cheapest`, for site BER, at sourcing.yaml:10:17: no such key: open; give it, or say what holds without it: `site.?open.orValue(…)`"
            ),
        ]
    )
    func wrongInput(old: String, new: String, complaint: String) async throws {
        let desk = try RoutingDesk()
        try desk.desk.folder.write(desk.input.replacing(old, with: new), to: "input.json")
        let ending = try await desk.plan("sourcing.yaml#cheapest")
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains(complaint), "\(ending.error)")
    }

    @Test func aFieldThatIsNearlyReadIsWarnedOf() async throws {
        let desk = try RoutingDesk()
        let misspelt = desk.input.replacing("up_to_km", with: "up_to_kmm")
        try desk.desk.folder.write(misspelt, to: "input.json")
        let ending = try await desk.plan("sourcing.yaml#cheapest")
        #expect(ending.exitCode == 0)
        expectGolden(ending.error, named: "routing-misspelt.expected")
        // `open` and `air`, which constraints read, are no fields of a decision either.
        try desk.desk.folder.write(desk.input, to: "input.json")
        #expect(try await desk.plan("sourcing.yaml#cheapest").error == "")
    }

    @Test(
        "A field that constraints do not read is warned of when it is nearly one that is read",
        arguments: [
            (#""id": "road""#, #""id": "road", "site": ["BER"]"#, "sites" as String?),
            (#""open": true"#, #""opne": true"#, "open"),
            (#""per_kg""#, #""per_kilo""#, "per_kg"),
            (#""weight_kg""#, #""weight""#, "weight_kg"),
            (#""per_kg""#, #""perKg""#, "per_kg"),
            (#""up_to_km""#, #""UPTOKM""#, "up_to_km"),
            (#""id": "BER""#, #""id": "BER", "note": "old", "phone": "1""#, nil),
        ]
    )
    func nearlyRead(old: String, new: String, meant: String?) async throws {
        let desk = try RoutingDesk()
        try desk.desk.folder.write(desk.input.replacing(old, with: new), to: "input.json")
        let ending = try await desk.plan("sourcing.yaml#cheapest")
        if let meant {
            #expect(ending.error.contains("did you mean `\(meant)`?"), "\(ending.error)")
        } else {
            #expect(!ending.error.contains("did you mean"), "\(ending.error)")
        }
    }

    @Test func aMapDoesNotReplaceTheInput() async throws {
        let desk = try RoutingDesk()
        let ending = try await desk.plan("sourcing.yaml#cheapest", "--svg", "input.json")
        #expect(ending.exitCode == 2)
        #expect(desk.desk.folder.text("input.json") == desk.input)
    }

    @Test func aSiteOfAServiceThatIsNotGivenIsWarnedOf() async throws {
        let desk = try RoutingDesk()
        let gone = desk.input.replacing(
            #""id": "road""#,
            with: #""id": "road", "sites": ["BERR", "VIE"]"#
        )
        try desk.desk.folder.write(gone, to: "input.json")
        let ending = try await desk.plan("sourcing.yaml#cheapest", "--format", "json")
        #expect(ending.exitCode == 0)
        let warning = "warning[WB0701]: there is no site `BERR`\n  --> input.json:22:31"
        #expect(ending.error.contains(warning), "\(ending.error)")
        #expect(ending.error.contains("did you mean `BER`?"))
        #expect(try ending.json.text("decision") != nil)
    }

    @Test func whatIsMissingForADecisionIsSaid() async throws {
        let desk = try RoutingDesk()
        func plan(_ document: String) async throws -> String {
            try desk.desk.folder.write(document, to: "input.json")
            return try await desk.plan("sourcing.yaml#closest").output
        }
        let line = #"[{"sku": "TEA", "quantity": 1}]"#
        let site = #"[{"id": "A", "open": true, "stock": {"TEA": 1}}]"#
        #expect(
            try await plan(#"{"order": {"lines": []}, "sites": [], "services": []}"#)
                .contains("\n\nthere is nothing to send: `lines` is empty\n\n")
        )
        #expect(
            try await plan(#"{"order": {"lines": \#(line)}, "sites": [], "services": []}"#)
                .contains("\n\nthere is nowhere to send from: `sites` is empty\n\n")
        )
        #expect(
            try await plan(#"{"order": {"lines": \#(line)}, "sites": \#(site), "services": []}"#)
                .contains("\n\nthere is nothing to send by: `services` is empty\n\n")
        )
    }

    @Test(
        "A map that cannot be written is said before anything is decided",
        arguments: [
            ("", 2, "error: what --svg is given is empty"),
            ("nowhere/map.svg", 1, "error: cannot write nowhere/map.svg: there is no folder "),
            ("input.json/map.svg", 1, "error: cannot write input.json/map.svg: "),
            (".", 1, "error: cannot write .: it is a folder"),
        ]
    )
    func unwritableMaps(path: String, code: Int32, complaint: String) async throws {
        let ending = try await RoutingDesk().plan("sourcing.yaml#cheapest", "--svg", path)
        #expect(ending.exitCode == code)
        #expect(ending.error.contains(complaint), "\(ending.error)")
        #expect(ending.output == "")
    }

    @Test(arguments: ["cheapest", "closest"])
    func anExpandedPolicySaysAllAndDecidesTheSame(policy: String) async throws {
        let desk = try RoutingDesk()
        let expanded = try await desk.desk.waybill("routing", "expand", "sourcing.yaml#\(policy)")
        #expect(expanded.exitCode == 0, "\(expanded.error)")
        expectGolden(expanded.output, named: "routing-expand-\(policy).expected")
        try desk.desk.folder.write(expanded.output, to: "expanded.yaml")
        let again = try await desk.desk.waybill("routing", "expand", "expanded.yaml")
        #expect(again.output == expanded.output)
        let plan = try await desk.plan("expanded.yaml", "--format", "json").output
        #expect(try await desk.plan("sourcing.yaml#\(policy)", "--format", "json").output == plan)
    }

    // MARK: - Replaying

    private func soldOrder(on desk: RoutingDesk) async throws -> String {
        let ending = try await desk.desk.waybill(
            ["run", "sell.yaml", "--order", "input.json", "--format", "json"]
        )
        #expect(ending.exitCode == 0, "\(ending.error)")
        return try #require(try ending.json.text("run"))
    }

    @Test func aDecisionOfARunIsTheSameAgain() async throws {
        let desk = try RoutingDesk()
        let run = try await soldOrder(on: desk)
        let ending = try await desk.desk.waybill("routing", "replay", run, "source")
        #expect(ending.exitCode == 0, "\(ending.error)")
        #expect(ending.output.hasPrefix("the same plan\n\nsplit: 2 parcels"))
    }

    @Test func aPlanThatWasTamperedWithDiffers() async throws {
        let desk = try RoutingDesk()
        let run = try await soldOrder(on: desk)
        let store = URL(fileURLWithPath: desk.desk.folder.file("waybill.db"))
        let plan = Data(#""decision":"split""#.utf8)
        var bytes = try Data(contentsOf: store)
        // A process that ends quickly may leave what it wrote in the write-ahead log.
        for _ in 0..<20 where bytes.range(of: plan) == nil {
            _ = try await desk.desk.waybill("resume")
            bytes = try Data(contentsOf: store)
        }
        let tampered = try #require(bytes.range(of: plan))
        bytes.replaceSubrange(tampered, with: Data(#""decision":"other""#.utf8))
        try bytes.write(to: store)
        let ending = try await desk.desk.waybill("routing", "replay", run, "source")
        #expect(ending.exitCode == 1)
        #expect(ending.output == "another plan\n  decision: \"other\", now \"split\"\n")
    }

    @Test func aStepThatDecidedNothingIsRefused() async throws {
        let desk = try RoutingDesk()
        let run = try await soldOrder(on: desk)
        let ending = try await desk.desk.waybill("routing", "replay", run, "done")
        #expect(ending.exitCode == 1)
        #expect(
            ending.error.contains("decided nothing at `done`\n  = help: it decided at `source`")
        )
    }

    /// Runs the order with a change, and replays a step.
    private func replay(
        _ step: String,
        of workflow: String = RoutingDesk.workflow,
        changing change: (String) -> String = { $0 }
    ) async throws -> ToolProcess.Ending {
        let desk = try RoutingDesk()
        try desk.desk.folder.write(workflow, to: "sell.yaml")
        try desk.desk.folder.write(change(desk.input), to: "input.json")
        let ending = try await desk.desk.waybill(
            ["run", "sell.yaml", "--order", "input.json", "--format", "json"]
        )
        let run = try #require(try ending.json.text("run"), "\(ending.error)")
        return try await desk.desk.waybill("routing", "replay", run, step)
    }

    @Test(
        "Nothing that a terminal would obey is shown of ids and products",
        arguments: [
            (#""id": "BER""#, #""id": "B\u001b[31mER""#),
            (#"{"TEA": 8}"#, #"{"T\u001b[31mEA": -8}"#),
        ]
    )
    func controlCharacters(old: String, new: String) async throws {
        let desk = try RoutingDesk()
        try desk.desk.folder.write(desk.input.replacing(old, with: new), to: "input.json")
        for ending in [
            try await desk.plan("sourcing.yaml#cheapest"),
            try await desk.desk.waybill("run", "sell.yaml", "--order", "input.json"),
        ] {
            let shown = ending.output + ending.error
            #expect(shown.contains("rejected_input: sites["))
            #expect(!shown.contains("\u{1B}"))
        }
    }

    @Test func aDecisionOfARoundIsTheSameAgain() async throws {
        let ending = try await replay("again@2/source", of: RoutingDesk.workflowOfRounds)
        #expect(ending.exitCode == 0, "\(ending.error)")
        #expect(ending.output.hasPrefix("the same plan\n\nsplit: 2 parcels"))
    }

    @Test func decisionsAreListedByTheirRounds() async throws {
        let ending = try await replay("again@2/count", of: RoutingDesk.workflowOfRounds)
        #expect(
            ending.error.hasSuffix(
                "= help: it decided at `again@1/source`, `again@2/source`\n"
            )
        )
    }

    @Test func aPlanThatLeftTooMuchUnfilledIsTheSameAgain() async throws {
        let ending = try await replay("source") {
            $0.replacing(#""quantity": 6"#, with: #""quantity": 600"#)
        }
        #expect(ending.exitCode == 0, "\(ending.error)")
        #expect(ending.output.hasPrefix("the same plan\n\npartial: "))
    }

    @Test func aStepThatFailedWithoutAPlanIsToldOfAsThat() async throws {
        let ending = try await replay("source") {
            $0.replacing(#"{"TEA": 8}"#, with: #"{"TEA": -8}"#)
        }
        #expect(ending.exitCode == 1)
        #expect(
            ending.error.contains(
                "error: source was reached, and failed without a plan: rejected_input: sites[3].stock['TEA'] is -8"
            )
        )
    }
}
