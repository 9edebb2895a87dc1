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
        #expect(try test.journal.submit(.event(try cloudEvent("e-1"))) == first)
        let other = try test.journal.submit(.event(try cloudEvent("e-1", source: "web")))
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == [first, other])

        var turn = Turn()
        turn.answers = [.init(first, .accepted)]
        try test.journal.commit(turn)
        let again = try test.journal.submit(.event(try cloudEvent("e-1")))
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == [other, again])
        #expect(try test.reader.verdict(of: again) == nil)
        // Whoever sent the first may still wait for its verdict.
        #expect(try test.reader.verdict(of: first) == .accepted)
    }

    @Test(arguments: kinds)
    func anotherEventWithTheIdOfOneThatWaitsIsRefused(kind: JournalKind) throws {
        let test = try kind.make()
        let first = try test.journal.submit(.event(try cloudEvent("e-1")))
        #expect(
            throws: JournalError.otherEvent(
                reason: "event e-1 from desk came before as order.review_decided"
            )
        ) {
            try test.journal.submit(.event(try cloudEvent("e-1", type: "order.paid")))
        }
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == [first])
    }

    @Test(arguments: kinds)
    func anEventThatIsToBeDroppedMakesPlaceForAnother(kind: JournalKind) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        let mended = try cloudEvent("e-1", type: "order.paid")
        let ids = try [
            .event(event), .drop(event.identity, reason: "by mistake"), InboxMessage.event(mended),
        ]
        .map { try test.journal.submit($0) }
        #expect(try test.reader.pendingInbox(limit: 9).map(\.id) == ids)
        #expect(Set(ids).count == 3)
        #expect(try test.reader.pendingEvent(event.identity) == mended)
        #expect(try test.reader.pendingEvents(limit: 9) == [mended])
    }

    @Test(arguments: kinds)
    func aPendingEventIsFoundByItsSourceAndId(kind: JournalKind) throws {
        let test = try kind.make()
        let events = try ["desk", "web"].map { try cloudEvent("e-1", source: $0) }
        let ids = try events.map { try test.journal.submit(.event($0)) }
        var turn = Turn()
        turn.answers = [.init(ids[0], .kept)]
        try test.journal.commit(turn)
        #expect(try test.reader.pendingEvent(events[0].identity) == nil)
        #expect(try test.reader.pendingEvent(events[1].identity) == events[1])
        #expect(try test.reader.pendingEvent(cloudEvent("e-2").identity) == nil)
    }

    @Test func ofEventsWithOneIdThatAreSentAtOnceOneWaitsAndTheOthersAreRefused() async throws {
        let test = try JournalKind.sqliteReadByClient.make()
        let path = try #require(test.store).path
        let accepted = try await withThrowingTaskGroup(of: CloudEvent?.self) { group in
            for sender in 0..<8 {
                let event = try cloudEvent("e-1", type: EventType("order.by_\(sender)"))
                group.addTask {
                    do throws(JournalError) {
                        _ = try StoreClient(path: path).submit(.event(event))
                        return event
                    } catch .otherEvent {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
        }
        #expect(accepted.count == 1)
        #expect(try test.reader.pendingEvents(limit: 9) == accepted)
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
