import CEL
import ProcessSupport
import Testing

/// What is asked while no process runs the store: what is seen of it, and what is refused.
@Suite(.timeLimit(.minutes(2))) struct InboxTests {
    private static let run = "fulfil_order-W-100048"

    private static func review(_ approved: String, id: String = "e-1") -> [String] {
        [
            "send", "order.review_decided", "--id", id, "--data",
            #"{"order_id": "W-100048", "approved": \#(approved), "by": "kim"}"#,
        ]
    }

    /// An order that waits for its review, in a store that no process runs.
    private static func desk() async throws -> Desk {
        let desk = try Desk()
        #expect(try await desk.waybill(Desk.fulfil("needs_review")).exitCode == 4)
        return desk
    }

    @Test func anEventWaitsForARunnerAndIsListedMeanwhile() async throws {
        let desk = try await Self.desk()
        #expect(try await desk.waybill(Self.review("true")).exitCode == 0)
        #expect(try await desk.events() == [["e-1", "pending"]])
        #expect(try await desk.events("--orphans") == [["e-1", "pending"]])
        #expect(try await desk.events("--type", "order.paid") == [])
        let text = try await desk.waybill("events").output
        #expect(text.contains("1 pending"))
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.events() == [["e-1", "taken"]])
    }

    @Test func anEventThatTheRunCannotTakeIsRefusedAtOnce() async throws {
        let desk = try await Self.desk()
        let sent = try await desk.waybill(Self.review("7"))
        #expect(sent.exitCode == 1)
        #expect(sent.error.contains("data.approved: a number stands where bool is expected"))
        #expect(try await desk.events() == [])
    }

    @Test func whatWasTakenIsNotSentAgain() async throws {
        let desk = try await Self.desk()
        _ = try await desk.waybill(Self.review("true"))
        let other = try await desk.waybill(Self.review("false"))
        #expect(other.exitCode == 1)
        #expect(other.error.contains("event e-1 from waybill/send came before with other data\n"))
        _ = try await desk.waybill(Desk.resume)

        let again = try await desk.waybill(Self.review("true"))
        #expect(again.exitCode == 0)
        #expect(again.output == "order.review_decided e-1 was taken by \(Self.run) already\n")
        let late = try await desk.waybill(Self.review("false"))
        #expect(late.exitCode == 1)
        #expect(late.error.contains("with other data, and was taken by \(Self.run)"))
        #expect(late.error.contains("help: an event is known by its source and its id"))
    }

    @Test func whatAWorkflowAwaitsThatEventsStartIsKnown() async throws {
        let desk = try Desk()
        try desk.folder.write(Self.asking, to: "asking.yaml")
        _ = try await desk.waybill("register", "asking.yaml")
        let known = try await desk.waybill("send", "note.read", "--data", #"{"id": "7"}"#)
        #expect(known.error == "")
        let unknown = try await desk.waybill("send", "note.red", "--data", "7")
        #expect(unknown.error.contains("did you mean `note.read`?"))
    }

    private static let asking = """
        waybill: 1
        workflow: asking
        events: { note.made: { id: string }, note.read: { id: string } }
        input: { id: string }
        key: input.id
        start: { event: note.made, input: { id: "${ event.data.id }" } }
        steps:
          - { step: read, await: note.read, match: { id: input.id }, timeout: 1h, catch: [{ error: timeout, to: next }] }
        """

    /// What the store held could not be foreseen when it was sent.
    @Test func whatIsRefusedLaterIsListedWithTheReasonAndToldByTheRunner() async throws {
        let desk = try Desk()
        try desk.folder.write(Self.early, to: "early.yaml")
        try desk.folder.write(#"{"id": "1"}"#, to: "order.json")
        _ = try await desk.waybill("register", Workflows.path("ship_parcel.yaml"))
        #expect(try await desk.waybill("send", "note.made", "--data", #"{"id": 7}"#).exitCode == 0)
        _ = try await desk.waybill("register", "early.yaml")
        let resumed = try await desk.waybill(Desk.resume)
        let reason = "it does not start early: the workflow declares note.made otherwise: data.id"
        #expect(resumed.error.contains("refused: send note.made"))
        #expect(resumed.error.contains(reason))
        let events = try await desk.waybill("events").output
        #expect(events.contains("refused: \(reason)"))
        #expect(events.contains("1 refused"))
    }

    static let early = """
        waybill: 1
        workflow: early
        events: { note.made: { id: string } }
        input: { id: string }
        key: input.id
        start: { event: note.made, input: { id: "${ event.data.id }" } }
        steps: [{ step: keep, set: { id: "${ input.id }" } }]
        """

    @Test func anEventSentBeforeItsWorkflowIsRegisteredStartsIt() async throws {
        let desk = try Desk()
        try desk.folder.write(Self.early, to: "early.yaml")
        _ = try await desk.waybill("register", Workflows.path("ship_parcel.yaml"))
        _ = try await desk.waybill("send", "note.made", "--data", #"{"id": "7"}"#)
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.waybill("events").output.contains("1 early"))
        _ = try await desk.waybill("register", "early.yaml")
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.status(of: "early-7") == "completed")
        #expect(try await desk.waybill("events").output.contains("taken by early-7"))
    }

    @Test func aRequestThatIsRefusedLaterIsToldByTheRunner() async throws {
        let desk = try await Desk.withParkedRun()
        for _ in 1...2 {
            let skipped = try await desk.waybill("skip", "sell-1", "--reason", "no")
            #expect(skipped.exitCode == 0)
            #expect(skipped.output.contains("carries it out"))
        }
        let resumed = try await desk.waybill("resume", "--bindings", "mended.yaml")
        let reason = "run sell-1 is over: it is failed"
        #expect(resumed.error == "refused: skip sell-1: \(reason)\n")
    }

    @Test func programsReadItAsJSON() async throws {
        let desk = try await Desk.withParkedRun()
        for _ in 1...2 { _ = try await desk.waybill("skip", "sell-1", "pay", "--reason", "no") }
        let resumed = try await desk.waybill(
            ["resume", "--bindings", "mended.yaml", "--format", "json"]
        )
        let refused = try JSON(parsing: resumed.error)["refused"]
        #expect(refused?.text("request") == "skip")
        #expect(refused?.text("run") == "sell-1 pay")
        #expect(refused?.text("reason") == "run sell-1 is over: it is failed")
    }

    @Test func whatCannotBeDroppedIsRefusedAtOnce() async throws {
        let desk = try await Self.desk()
        let unknown = try await desk.waybill("events", "--drop", "nope", "--reason", "no")
        #expect(unknown.exitCode == 1)
        #expect(unknown.error.contains("no event nope from waybill/send is kept"))

        _ = try await desk.waybill(Self.review("true"))
        _ = try await desk.waybill(Desk.resume)
        let taken = try await desk.waybill("events", "--drop", "e-1", "--reason", "no")
        #expect(taken.exitCode == 1)
        #expect(taken.error.contains("event e-1 was taken"))
    }

    @Test func whatWaitsForARunnerIsDropped() async throws {
        let desk = try await Self.desk()
        _ = try await desk.waybill("send", "note.made", "--id", "e-2", "--data", "7")
        let dropped = try await desk.waybill("events", "--drop", "e-2", "--reason", "no")
        #expect(dropped.exitCode == 0)
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.events() == [])
    }
}
