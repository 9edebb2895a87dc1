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
                "error: sourcing.yaml declares no policy `cheapes`\n  = help: did you mean `cheapest`?"
            ),
            (
                "sourcing.yaml",
                "error: sourcing.yaml declares several policies: `cheapest`, `closest`\n  = help: name a policy after the file: sourcing.yaml#cheapest"
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
                "error: rejected_input: sites[3].stock['TEA'] is -8; stock is never negative: give 0 when there is none"
            ),
            (#""sites""#, #""places""#, "error: input.json has no `sites`"),
            (#""order": {"#, #""order": {{"#, "error[WB"),
            (
                #""open": true"#, #""opened": true"#,
                "error: expression: constraint `open` of policy `cheapest` at site BER: no such key: open"
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
        var bytes = try Data(contentsOf: store)
        let tampered = try #require(bytes.range(of: Data(#""decision":"split""#.utf8)))
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
}
