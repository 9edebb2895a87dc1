import ProcessSupport
import Testing

/// Events that are sent more than once, one after the other and at once.
@Suite(.timeLimit(.minutes(2))) struct ResentEventTests {
    /// A store that no process runs, with `early` registered and the event e1, which it refused.
    private static func deskWithRefusedEvent() async throws -> Desk {
        let desk = try Desk()
        try desk.folder.write(InboxTests.early, to: "early.yaml")
        _ = try await desk.waybill("register", Workflows.path("ship_parcel.yaml"))
        _ = try await desk.waybill(note("7"))
        _ = try await desk.waybill("register", "early.yaml")
        #expect(try await desk.waybill(Desk.resume).error.contains("refused: send note.made e1"))
        return desk
    }

    private static func note(_ id: String) -> [String] {
        ["send", "note.made", "--id", "e1", "--data", #"{"id": \#(id)}"#]
    }

    @Test func whatARefusedEventWasMendedToIsNotReplacedByAnother() async throws {
        let desk = try await Self.deskWithRefusedEvent()
        #expect(try await desk.waybill(Self.note(#""two""#)).exitCode == 0)
        let other = try await desk.waybill(Self.note(#""three""#))
        #expect(other.exitCode == 1)
        #expect(other.error.contains("event e1 from waybill/send came before with other data"))
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.status(of: "early-two") == "completed")
        #expect(try await desk.status(of: "early-three") == nil)
    }

    @Test(arguments: [false, true])
    func whatWasDroppedIsTakenWhenItIsSentAgain(isRefused: Bool) async throws {
        let desk = isRefused ? try await Self.deskWithRefusedEvent() : try Desk()
        if !isRefused {
            try desk.folder.write(InboxTests.early, to: "early.yaml")
            _ = try await desk.waybill("register", Workflows.path("ship_parcel.yaml"))
            _ = try await desk.waybill(Self.note(#""one""#))
            _ = try await desk.waybill(Desk.resume)
        }
        #expect(
            try await desk.waybill("events", "--drop", "e1", "--reason", "no").exitCode == 0
        )
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.events() == [])
        #expect(try await desk.waybill(Self.note(#""two""#)).exitCode == 0)
        _ = try await desk.waybill(Desk.resume)
        _ = try await desk.waybill("register", "early.yaml")
        _ = try await desk.waybill(Desk.resume)
        #expect(try await desk.status(of: "early-two") == "completed")
        #expect(try await desk.events() == [["e1", "taken"]])
    }

    @Test func allWhoSendAnEventAtOnceAreAnswered() async throws {
        let desk = try Desk()
        try desk.folder.write(InboxTests.early, to: "early.yaml")
        _ = try await desk.waybill("register", "early.yaml")
        let runner = try desk.start(Desk.resume + ["--wait", "forever"])
        defer { runner.kill() }
        for order in 1...3 {
            let note = [
                "send", "note.made", "--id", "e\(order)", "--data", #"{"id": "\#(order)"}"#,
            ]
            if order == 1 {
                _ = try await desk.waybill(note)
                try await desk.waitUntil("early-1", is: "completed")
                continue
            }
            let answers: [String] = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 1...4 { group.addTask { try await desk.waybill(note).output } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let known = [
                "delivered note.made e\(order)\n",
                "note.made e\(order) was taken by early-\(order) already\n",
            ]
            #expect(answers.allSatisfy(known.contains), "\(answers)")
        }
    }

    @Test func ofTwoEventsWithOneIdThatAreSentAtOnceOneIsRefused() async throws {
        let desk = try Desk()
        _ = try await desk.waybill("register", Workflows.path("ship_parcel.yaml"))
        async let one = desk.waybill(Self.note("1")).exitCode
        async let two = desk.waybill(Self.note("2")).exitCode
        #expect(try await Set([one, two]) == [0, 1])
        #expect(try await desk.events() == [["e1", "pending"]])
    }

    @Test func whatATerminalWouldObeyInAnIdIsNotShown() async throws {
        let desk = try Desk()
        try desk.folder.write(InboxTests.early, to: "early.yaml")
        _ = try await desk.waybill("register", "early.yaml")
        let note = [
            "send", "note.made", "--id", "a\u{1B}[31m", "--data", #"{"id": "1"}"#,
        ]
        _ = try await desk.waybill(note)
        _ = try await desk.waybill(Desk.resume)
        let again = try await desk.waybill(note)
        #expect(again.output == "note.made a\u{FFFD}[31m was taken by early-1 already\n")
    }
}
