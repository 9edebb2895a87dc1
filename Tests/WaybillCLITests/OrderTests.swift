import CEL
import ProcessSupport
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct OrderTests {
    @Test func mistakesInAnOrderAreShownAtTheirPlaces() async throws {
        let desk = try Desk()
        let order = try Workflows.text("orders/good.json")
            .replacing("34.00", with: #""a lot""#).replacing(#""currency""#, with: #""curency""#)
        try desk.folder.write(order, to: "order.json")
        let ending = try await desk.waybill(Desk.fulfil(file: "order.json"))
        #expect(ending.exitCode == 1)
        expectGolden(ending.error, named: "WB0701.expected")
    }

    @Test func anOrderIsReadFromStandardInput() async throws {
        let order = try Workflows.order("declined", id: "from-a-pipe")
        let ending = try await Desk().waybill(Desk.fulfil(file: "-"), input: order)
        #expect(ending.exitCode == 0)
        #expect(ending.output.contains("fulfil_order-from-a-pipe completed: declined"))
    }

    @Test func progressIsShownAsItHappens() async throws {
        let ending = try await Desk().waybill(Desk.fulfil("capture_fails"))
        let steps = ending.output.split(separator: "\n").compactMap { line in
            line.hasSuffix(" done") || line.hasSuffix(" undone")
                ? line.split(separator: " ").dropFirst().joined(separator: " ") : nil
        }
        #expect(
            steps == [
                "screen done", "authorize done", "rates done", "source@1/stock done",
                "source@1/reserve[0]/hold done", "source@1/reserve done", "source done",
                "source@1/reserve[0]/hold (undo) undone", "authorize (undo) undone",
            ]
        )
        #expect(
            ending.output.hasSuffix(
                "fulfil_order-W-100052 compensated: everything is undone after "
                    + "authorization_expired: The bank has let go of the hold\n"
            )
        )
    }

    @Test func aKeySubmittedAgainGivesTheAnswerWithoutRunningAgain() async throws {
        let desk = try Desk()
        let first = try await desk.waybill(Desk.fulfil("good", "--format", "json"))
        let ledger = desk.folder.text("demo-ledger.jsonl")
        let second = try await desk.waybill(Desk.fulfil("good", "--format", "json"))

        #expect(second.exitCode == 0)
        #expect(second.output == first.output)
        #expect(second.error.contains("fulfil_order-W-100045 was submitted before"))
        #expect(desk.folder.text("demo-ledger.jsonl") == ledger)
    }

    @Test func aKeyWithAnotherInputIsRefused() async throws {
        let desk = try Desk()
        _ = try await desk.waybill(Desk.fulfil("good"))
        try desk.folder.write(try Workflows.order("declined", id: "W-100045"), to: "other.json")
        let ending = try await desk.waybill(Desk.fulfil(file: "other.json"))
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains("key W-100045 was submitted before with another input"))
    }

    @Test func manyOrdersEndWithASummary() async throws {
        let desk = try Desk()
        let orders = Workflows.path("orders/orders.jsonl")
        let count = try Workflows.text("orders/orders.jsonl").split(separator: "\n").count
        let batch = Desk.fulfil(all: orders) + ["--format", "json"]

        let first = try await desk.waybill(batch)
        let summary = try first.json
        #expect(summary.integer("orders") == count)
        #expect(summary.integer("submitted_before") == 0)
        let runs = summary["runs"]?.elements ?? []
        #expect(runs.compactMap { $0.integer("count") }.reduce(0, +) == count)
        #expect(runs.first?.text("outcome") == "fulfilled")

        let second = try await desk.waybill(batch)
        #expect(try second.json.integer("submitted_before") == count)
        #expect(second.exitCode == first.exitCode)
    }

    @Test func thePaceOfASlowBatchIsToldByTheMinute() async throws {
        let desk = try Desk()
        try desk.folder.write(
            """
            waybill: 1
            workflow: slow
            handlers: { shop.look: { effect: none } }
            input: { id: string }
            key: input.id
            steps: [{ step: look, call: shop.look, timeout: 9s }]
            """,
            to: "slow.yaml"
        )
        try desk.folder.write(
            "waybill: 1\nbindings: { shop.look: { mock: { latency: 3s } } }\n",
            to: "bindings.yaml"
        )
        try desk.folder.write(#"{"id": "1"}"#, to: "orders.jsonl")
        let batch = ["run", "slow.yaml", "--orders", "orders.jsonl"]
        let ending = try await desk.waybill(batch + ["--bindings", "bindings.yaml"])
        #expect(ending.exitCode == 0, "\(ending.error)")
        #expect(ending.output.contains("1 order in "))
        #expect(ending.output.contains(" a minute"), "\(ending.output)")
    }

    @Test func noOrderOfABatchRunsWhenOneIsWrong() async throws {
        let desk = try Desk()
        let good = try JSON(parsing: Workflows.text("orders/good.json")).description
        try desk.folder.write("\(good)\n\n{\"id\": 7}\n", to: "orders.jsonl")
        let ending = try await desk.waybill(Desk.fulfil(all: "orders.jsonl"))
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains(" --> orders.jsonl:3:8"))
        #expect(desk.folder.text("demo-ledger.jsonl") == "")
    }

    @Test(
        "A document over several lines is told from orders on lines",
        arguments: [("", "", "run it with --order"), ("[", "]", "jq -c '.[]'")]
    )
    func documentAsOrders(start: String, end: String, remedy: String) async throws {
        let desk = try Desk()
        let pretty = try JSON(parsing: Workflows.text("orders/good.json")).prettyPrinted
        try desk.folder.write("\(start)\(pretty)\(end)\n", to: "orders.jsonl")
        let ending = try await desk.waybill(Desk.fulfil(all: "orders.jsonl"))
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains("one JSON document on each line"))
        #expect(ending.error.contains(remedy))
    }

    @Test func aRunThatWaitsSaysForWhat() async throws {
        let ending = try await Desk().waybill(Desk.fulfil("needs_review", "--format", "json"))
        #expect(ending.exitCode == 4)
        let wait = try #require(try ending.json["waits"]?.elements.first)
        #expect(wait.text("step") == "review")
        #expect(wait.text("event") == "order.review_decided")
        #expect(wait["match"]?["order_id"] != nil)
    }
}
