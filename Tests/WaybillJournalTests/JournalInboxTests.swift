import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What every journal does with messages.
@Suite struct JournalInboxTests {
    static let kinds = JournalKind.allCases

    static func messages() throws -> [InboxMessage] {
        let step = StepPath.root.step("reserve").iterated(2).step("hold")
        return [
            .event(try cloudEvent("e-1")),
            .event(CloudEvent(id: "e-2", source: "s", type: "t", time: try time(0), data: .null)),
            .cancel("r", reason: "changed her mind"),
            .cancel("r", reason: nil),
            .retry("r", step),
            .retry("r", nil),
            .skip("r", step, reason: "released by telephone"),
            .resolve("r", nil, output: .object([]), reason: "paid in cash"),
            .register("sell", StoredDefinition(digest: "sha256:abc", text: "{}")),
            .unregister("sell"),
            .drop(CloudEvent.Identity(source: "desk", id: "e-1"), reason: "by mistake"),
        ]
    }

    @Test(arguments: kinds)
    func messagesArePendingInTheOrderTheyCame(kind: JournalKind) throws {
        let test = try kind.make()
        let messages = try Self.messages()
        let ids = try messages.map { try test.journal.submit($0) }
        let pending = try test.reader.pendingInbox(limit: 100)
        #expect(pending.map(\.id) == ids)
        #expect(try pending.map { try $0.message.get() } == messages)
        #expect(try test.reader.pendingInbox(limit: 2).map(\.id) == Array(ids.prefix(2)))
        #expect(try !test.reader.isEmpty)
    }

    @Test(arguments: kinds, [InboxVerdict.accepted, .refused("the run has ended"), .kept])
    func anAnsweredMessageIsNoLongerPending(kind: JournalKind, verdict: InboxVerdict) throws {
        let test = try kind.make()
        let answered = try test.journal.submit(.cancel("r", reason: nil))
        let pending = try test.journal.submit(.retry("r", nil))
        var turn = Turn()
        turn.answers = [.init(answered, verdict)]
        try test.journal.commit(turn)
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == [pending])
        #expect(try test.reader.verdict(of: answered) == verdict)
        #expect(try test.reader.verdict(of: pending) == nil)
        #expect(try test.reader.verdict(of: InboxID(rawValue: 99)) == nil)
    }

    @Test(arguments: kinds)
    func theSameEventSubmittedTwiceWaitsOnce(kind: JournalKind) throws {
        let test = try kind.make()
        let first = try test.journal.submit(.event(try cloudEvent("e-1")))
        #expect(try test.journal.submit(.event(try cloudEvent("e-1", type: "t"))) == first)
        let other = try test.journal.submit(.event(try cloudEvent("e-1", source: "web")))
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == [first, other])

        var turn = Turn()
        turn.answers = [.init(first, .accepted)]
        try test.journal.commit(turn)
        let again = try test.journal.submit(.event(try cloudEvent("e-1")))
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == [other, again])
        #expect(try test.reader.verdict(of: again) == nil)
    }

    @Test(arguments: kinds)
    func aSubmittedMessageIsNewsOnce(kind: JournalKind) throws {
        let test = try kind.make()
        #expect(try !test.journal.hasNews())
        _ = try test.journal.submit(.retry("r", nil))
        #expect(try test.journal.hasNews())
        #expect(try !test.journal.hasNews())
    }

    @Test(arguments: kinds)
    func anOwnCommitIsNoNews(kind: JournalKind) throws {
        let test = try kind.make()
        try test.journal.commit(turn(recording: [try runRecord("r")]))
        #expect(try !test.journal.hasNews())
    }

    @Test(arguments: kinds)
    func eventsWhoseIdsDifferOnlyAfterANulAreDifferentEvents(kind: JournalKind) throws {
        let test = try kind.make()
        let events = [try cloudEvent("e\u{0}1"), try cloudEvent("e\u{0}2")]
        for event in events { _ = try test.journal.submit(.event(event)) }
        let pending = try test.reader.pendingInbox(limit: 9).map { try $0.message.get() }
        #expect(pending == events.map(InboxMessage.event))

        var turn = Turn()
        turn.keptEvents = try events.map { KeptEvent($0, keptAt: try time(1)) }
        turn.takenEvents = [.init(events[0].identity, by: "r\u{0}1")]
        try test.journal.commit(turn)
        let untaken = try test.reader.keptEvents(matching: .untaken, limit: 9)
        #expect(untaken.map(\.event) == [events[1]])
        #expect(try test.reader.runs(thatTook: events[0].identity) == ["r\u{0}1"])
    }
}
