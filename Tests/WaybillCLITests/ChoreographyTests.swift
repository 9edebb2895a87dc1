import CEL
import Foundation
import ProcessSupport
import Testing

/// One workflow's `emit` is another's `start`: `place_order` and `ship_parcel`, which are shipped.
@Suite(.timeLimit(.minutes(2))) struct ChoreographyTests {
    private static let order = "place_order-W-100071"
    private static let parcel = "ship_parcel-W-100071"

    private static func place(_ order: String, _ options: String...) -> [String] {
        [
            "run", Workflows.path("place_order.yaml"), "--order",
            Workflows.path("placed_orders/\(order).json"),
        ] + Desk.demo + options
    }

    private func register(at desk: Desk) async throws {
        let ending = try await desk.waybill("register", Workflows.path("ship_parcel.yaml"))
        #expect(ending.exitCode == 0)
    }

    @Test func whatOneWorkflowEmitsStartsTheOtherWhichAnswers() async throws {
        let desk = try Desk()
        try await register(at: desk)
        #expect(try await desk.waybill(Self.place("good")).exitCode == 4)
        let resumed = try await desk.waybill(Desk.resume)
        #expect(resumed.exitCode == 0)
        #expect(resumed.output.contains("\(Self.order) completed: fulfilled"))
        #expect(resumed.output.contains("\(Self.parcel) completed: shipped"))
    }

    @Test func badNewsGoesTheSameWay() async throws {
        let desk = try Desk()
        try await register(at: desk)
        _ = try await desk.waybill(Self.place("undeliverable"))
        _ = try await desk.waybill(Desk.resume)
        let runs = try await desk.waybill("list", "--format", "json").json.elements
        #expect(
            runs.map { [$0.text("run"), $0.text("outcome")] } == [
                ["ship_parcel-W-100072", "undeliverable"],
                ["place_order-W-100072", "needs_attention"],
            ]
        )
    }

    @Test func oneHistoryShowsBothRuns() async throws {
        let desk = try Desk()
        try await register(at: desk)
        _ = try await desk.waybill(Self.place("good"))
        _ = try await desk.waybill(Desk.resume)

        let story = try await desk.waybill("history", "--correlation", Self.order)
        #expect(story.exitCode == 0)
        #expect(story.output.hasPrefix("\(Self.order): 2 runs\n"))
        #expect(story.output.contains("\(Self.order)  paid"))
        #expect(story.output.contains("\(Self.parcel)  label"))

        let json = try await desk.waybill(
            "history",
            "--correlation",
            Self.order,
            "--format",
            "json"
        ).json
        #expect(json["runs"]?.elements.compactMap { $0.text("run") } == [Self.order, Self.parcel])
        let steps = json["entries"]?.elements.compactMap { $0.text("step") } ?? []
        let emitted = try #require(steps.firstIndex(of: "paid"))
        let labelled = try #require(steps.firstIndex(of: "label"))
        #expect(emitted < labelled)

        let unknown = try await desk.waybill("history", "--correlation", "nobody")
        #expect(unknown.exitCode == 1)
        #expect(unknown.error.contains("no run of this store has the correlation `nobody`"))
        #expect(try await desk.waybill("history").exitCode == 2)
    }

    @Test func aRunnerThatStaysStartsRunsForEventsThatAreSent() async throws {
        let desk = try Desk()
        try await register(at: desk)
        let runner = try desk.start(Desk.resume + ["--wait", "forever"])
        let paid = try JSON(parsing: Workflows.text("placed_orders/good.json"))
        let data = JSON.object([
            .init("order_id", .string("W-100071")), .init("email", .string("a@example.com")),
            .init("service", .string("standard")), .init("ship_to", paid["ship_to"] ?? .null),
        ])
        let sent = try await desk.waybill(
            "send",
            "order.paid",
            "--data",
            data.description,
            "--subject",
            "W-100071",
            "--correlation",
            "web-71"
        )
        #expect(sent.exitCode == 0)
        #expect(sent.error == "")
        try await desk.waitUntil(Self.parcel, is: "completed")
        runner.interrupt()
        #expect(await runner.ending().exitCode == 130)

        let listed = try await desk.waybill("list", "--correlation", "web-71", "--format", "json")
        #expect(try listed.json.elements.compactMap { $0.text("run") } == [Self.parcel])
    }

    @Test func registeredWorkflowsAreListedAndCanBeTakenAway() async throws {
        let desk = try Desk()
        try await register(at: desk)
        _ = try await desk.waybill(Desk.resume)
        let listed = try await desk.waybill("register", "--format", "json").json.elements
        #expect(listed.map { $0.text("workflow") } == ["ship_parcel"])
        #expect(listed.map { $0.text("event") } == ["order.paid"])
        #expect(
            try await desk.waybill("register").output.contains("ship_parcel  1        order.paid")
        )

        _ = try await desk.waybill("register", "--remove", "ship_parcel")
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.waybill("register").output == "no workflow is registered\n")
    }

    @Test func bindingsAreReadThoughNothingNeedsThemYet() async throws {
        let desk = try Desk()
        try await register(at: desk)
        let resumed = try await desk.waybill(Desk.resume)
        #expect(resumed.output == "no event has started a run\n")
        _ = try await desk.waybill("register", "--remove", "ship_parcel")
        let missing = try await desk.waybill("resume", "--bindings", "nowhere.yaml")
        #expect(missing.exitCode == 1)
        #expect(missing.error.contains("cannot read `nowhere.yaml`: there is no such file"))
        let other = try await desk.waybill(
            "resume",
            "--bindings",
            Workflows.path("place_order.yaml")
        )
        #expect(other.exitCode == 1)
        #expect(other.error.contains("place_order.yaml is not a file of bindings"))
    }

    @Test func aWorkflowThatNoEventStartsIsNotRegistered() async throws {
        let desk = try Desk()
        let ending = try await desk.waybill("register", Workflows.path("place_order.yaml"))
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains("no event starts `place_order`"))
    }

    // MARK: - Delivery

    @Test func whatIsEmittedIsAppendedToAFile() async throws {
        let desk = try Desk()
        try await register(at: desk)
        _ = try await desk.waybill(Self.place("good", "--events", "events.jsonl"))
        let first = desk.folder.text("events.jsonl").split(separator: "\n")
        #expect(first.count == 1)
        _ = try await desk.waybill(Desk.resume + ["--events", "events.jsonl"])
        let events = try desk.folder.text("events.jsonl").split(separator: "\n")
            .map { try JSON(parsing: String($0)) }
        #expect(events.map { $0.text("type") } == ["order.paid", "parcel.shipped"])
        #expect(events.map { $0.text("id") } == ["\(Self.order)/paid", "\(Self.parcel)/tell"])
        #expect(
            events.map { $0.text("source") } == ["/waybill/place_order", "/waybill/ship_parcel"]
        )
        #expect(events.map { $0.text("correlationid") } == [Self.order, Self.order])
    }

    @Test func whatIsNotDeliveredIsListedWithTheReason() async throws {
        let desk = try Desk()
        let run = try await desk.waybill(Self.place("good", "--events", "missing/events.jsonl"))
        #expect(run.error.contains("1 event is not delivered yet"))
        let listed = try await desk.waybill("events", "--undelivered")
        #expect(listed.output.contains("order.paid  \(Self.order)/paid"))
        #expect(listed.output.contains("missing/events.jsonl cannot be written"))
        #expect(
            try await desk.waybill("list").output
                .contains("1 event that was published is not delivered")
        )
        let resumed = try await desk.waybill(Desk.resume + ["--events", "events.jsonl"])
        #expect(
            resumed.output.hasSuffix("delivered order.paid \(Self.order)/paid to events.jsonl\n")
        )
        #expect(try await desk.waybill("events", "--undelivered").output == "no events\n")
        #expect(desk.folder.text("events.jsonl").contains("order.paid"))
    }

    @Test func anAddressOfAnotherKindIsRefused() async throws {
        let desk = try Desk()
        let run = try await desk.waybill(Self.place("good", "--events", "nats://localhost"))
        #expect(run.exitCode == 2)
    }

    // MARK: - Kept events

    @Test func eventsAreListedByWhatBecameOfThem() async throws {
        let desk = try Desk()
        try await register(at: desk)
        _ = try await desk.waybill(Self.place("good"))
        _ = try await desk.waybill(
            "send",
            "parcel.shipped",
            "--id",
            "e-9",
            "--data",
            #"{"order_id": "W-9", "tracking": "TRK-9"}"#
        )
        _ = try await desk.waybill(Desk.resume)

        let all = try await desk.waybill("events", "--format", "json").json["events"]?.elements
        let states = (all ?? []).map { [$0["event"]?.text("id"), $0.text("state")] }
        #expect(
            Set(states) == [
                ["\(Self.order)/paid", "taken"], ["\(Self.parcel)/tell", "taken"],
                ["e-9", "early"],
            ]
        )
        let orphans = try await desk.waybill("events", "--orphans")
        #expect(orphans.output.contains("e-9"))
        #expect(!orphans.output.contains(Self.parcel))
        #expect(orphans.output.contains("1 early"))
        let ofType = try await desk.waybill("events", "--type", "order.paid")
        #expect(ofType.output.contains("taken by \(Self.parcel)"))
        #expect(!ofType.output.contains("e-9"))

        _ = try await desk.waybill("events", "--drop", "e-9", "--reason", "a test")
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.waybill("events", "--orphans").output == "no events\n")
        #expect(try await desk.waybill("events", "--drop", "e-9").exitCode == 2)
    }
}
