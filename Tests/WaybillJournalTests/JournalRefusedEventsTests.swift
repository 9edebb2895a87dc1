import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What every journal does with events that were refused, and those that are offered once more.
@Suite struct JournalRefusedEventsTests {
    static let kinds = JournalKind.allCases

    private func keep(
        _ event: CloudEvent,
        refused reason: String? = nil,
        from origin: KeptEvent.Origin = .outside,
        at second: Int64 = 5,
        in test: JournalUnderTest
    ) throws {
        var turn = Turn()
        turn.keptEvents = [KeptEvent(event, from: origin, keptAt: try time(second))]
        turn.refusedEvents = reason.map { [Turn.Refused(event.identity, because: $0)] } ?? []
        try test.journal.commit(turn)
    }

    private func take(_ event: CloudEvent, in test: JournalUnderTest) throws {
        var turn = Turn()
        turn.takenEvents = [.init(event.identity, by: "r")]
        try test.journal.commit(turn)
    }

    @Test(arguments: kinds)
    func anEventIsKeptWithTheReason(kind: JournalKind) throws {
        let test = try kind.make()
        try keep(try cloudEvent("e-1"), refused: "too late", in: test)
        let kept = try test.reader.keptEvents(matching: .untaken, limit: 9)
        #expect(kept.map(\.refusal) == ["too late"])
    }

    @Test(arguments: kinds)
    func sentAgainItIsReplacedAndComesLast(kind: JournalKind) throws {
        let test = try kind.make()
        try keep(try cloudEvent("e-1"), refused: "wrong type", in: test)
        try keep(try cloudEvent("e-2"), in: test)
        try keep(try cloudEvent("e-1", type: "order.paid"), at: 7, in: test)
        let kept = try test.reader.keptEvents(matching: .untaken, limit: 9)
        #expect(kept.map(\.event.id) == ["e-1", "e-2"])
        #expect(kept.first?.event.type == "order.paid")
        #expect(kept.first?.keptAt == (try time(7)))
        #expect(kept.first?.refusal == nil)
        #expect(try test.reader.keptEvent(cloudEvent("e-2").identity)?.event.id == "e-2")
    }

    @Test(arguments: kinds)
    func oneThatARunTookAllTheSameStays(kind: JournalKind) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        try keep(event, refused: "wrong type", in: test)
        try take(event, in: test)
        try keep(try cloudEvent("e-1", type: "order.paid"), at: 7, in: test)
        #expect(try test.reader.keptEvent(event.identity)?.event == event)
    }

    @Test(arguments: kinds, [nil, "wrong type"])
    func droppedAndSentAgainItIsReplaced(kind: JournalKind, refusal: String?) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        try keep(event, refused: refusal, in: test)
        var turn = Turn()
        turn.droppedEvents = [Turn.Dropped(event.identity, reason: "by mistake")]
        try test.journal.commit(turn)
        #expect(try test.reader.keptEvent(event.identity) == nil)
        let mended = try cloudEvent("e-1", type: "order.paid")
        try keep(mended, at: 7, in: test)
        #expect(try test.reader.keptEvent(event.identity)?.event == mended)
        let search = KeptEventSearch(of: [mended.type], since: mended.time, takenSince: mended.time)
        #expect(try test.reader.keptEvents(for: search).map(\.event) == [mended])
    }

    @Test(arguments: kinds)
    func oneTurnDropsItAndKeepsWhatTakesItsPlace(kind: JournalKind) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        let mended = try cloudEvent("e-1", type: "order.paid")
        try keep(event, in: test)
        var turn = Turn()
        turn.droppedEvents = [Turn.Dropped(event.identity, reason: "by mistake")]
        turn.keptEvents = [KeptEvent(mended, keptAt: try time(7))]
        try test.journal.commit(turn)
        #expect(try test.reader.keptEvents(matching: .untaken, limit: 9).map(\.event) == [mended])
    }

    @Test(arguments: kinds)
    func theInboxTakesItAnewBehindWhatCameMeanwhile(kind: JournalKind) throws {
        let test = try kind.make()
        let first = try test.journal.submit(.event(try cloudEvent("e-1")))
        var turn = Turn()
        turn.answers = [.init(first, .refused("wrong type"))]
        try test.journal.commit(turn)
        let other = try test.journal.submit(.unregister("sell"))
        let again = try test.journal.submit(.event(try cloudEvent("e-1", type: "order.paid")))
        #expect(again != first)
        #expect(try test.reader.verdict(of: first) == .refused("wrong type"))
        let pending = try test.reader.pendingInbox(limit: 9)
        #expect(pending.map(\.id) == [other, again])
        #expect(try test.reader.pendingEvents(limit: 9).map(\.type) == ["order.paid"])
        let same = InboxMessage.event(try cloudEvent("e-1", type: "order.paid"))
        #expect(try test.journal.submit(same) == again)
    }

    @Test(arguments: kinds)
    func pendingEventsAreGivenNewestFirst(kind: JournalKind) throws {
        let test = try kind.make()
        for id in ["a", "b", "c"] {
            _ = try test.journal.submit(.event(try cloudEvent(id)))
            _ = try test.journal.submit(.retry("r", nil))
        }
        #expect(try test.reader.pendingEvents(limit: 2).map(\.id) == ["c", "b"])
        #expect(try test.reader.pendingEvents(limit: -1).isEmpty)
    }

    @Test(arguments: kinds)
    func refusedMessagesAreGivenWithTheirReasons(kind: JournalKind) throws {
        let test = try kind.make()
        let ids = try ["p", "q", "r", "s"].map { try test.journal.submit(.retry($0, nil)) }
        var turn = Turn()
        turn.answers = [
            .init(ids[0], .refused("over")), .init(ids[1], .accepted),
            .init(ids[2], .refused("not parked")),
        ]
        try test.journal.commit(turn)
        let refused = try test.reader.refusedMessages(from: ids[1], limit: 9)
        #expect(refused.map(\.id) == [ids[2]])
        #expect(refused.map(\.reason) == ["not parked"])
        #expect(try refused.map { try $0.message.get() } == [.retry("r", nil)])
        #expect(try test.reader.refusedMessages(from: ids[0], limit: 1).map(\.id) == [ids[0]])
    }

    @Test(arguments: kinds)
    func untakenEventsOfATypeAreOfferedOnceMore(kind: JournalKind) throws {
        let test = try kind.make()
        try keep(try cloudEvent("old"), at: 4, in: test)
        for id in ["taken", "dropped", "b", "a"] { try keep(try cloudEvent(id), in: test) }
        try keep(try cloudEvent("paid", type: "order.paid"), in: test)
        try keep(try cloudEvent("emitted"), from: .run, in: test)
        try take(try cloudEvent("taken"), in: test)
        var turn = Turn()
        turn.droppedEvents = [.init(try cloudEvent("dropped").identity, reason: "by mistake")]
        turn.reofferedEvents = [.init("order.review_decided", since: try time(5))]
        try test.journal.commit(turn)
        #expect(try test.reader.unofferedEvents(limit: 9).map(\.id) == ["b", "a", "emitted"])
    }

    @Test(arguments: kinds)
    func offeredOnceMoreAnEventMayNoLongerBeRefused(kind: JournalKind) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        try keep(event, refused: "wrong type", in: test)
        var turn = Turn()
        turn.offeredEvents = [event.identity]
        try test.journal.commit(turn)
        #expect(try test.reader.keptEvent(event.identity)?.refusal == nil)
    }
}
