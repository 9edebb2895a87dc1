import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What every journal does with events that are kept.
@Suite struct JournalKeptEventsTests {
    static let kinds = JournalKind.allCases

    /// A turn that keeps events, which came at that second.
    private func turn(
        keeping events: [CloudEvent],
        from origin: KeptEvent.Origin = .outside,
        at second: Int64 = 5,
        isOffered: Bool = true
    ) throws -> Turn {
        var turn = Turn()
        turn.keptEvents = try events.map { event in
            KeptEvent(event, from: origin, keptAt: try time(second), isOffered: isOffered)
        }
        return turn
    }

    private func events(
        _ test: JournalUnderTest,
        matching filter: KeptEventFilter = KeptEventFilter()
    ) throws -> [String] {
        try test.reader.keptEvents(matching: filter, limit: 9).map(\.event.id)
    }

    /// Those that a run is given which begins to await one.
    private func found(
        _ test: JournalUnderTest,
        of types: [EventType] = ["order.review_decided"],
        since: Int64 = 0,
        takenSince: Int64 = 0
    ) throws -> [String] {
        let search = KeptEventSearch(
            of: types,
            since: try time(since),
            takenSince: try time(takenSince)
        )
        return try test.reader.keptEvents(for: search).map(\.event.id)
    }

    @Test(arguments: kinds)
    func aKeptEventIsReadBackWhole(kind: JournalKind) throws {
        let test = try kind.make()
        let event = CloudEvent(
            id: "e-1",
            source: "desk",
            type: "order.paid",
            subject: "1001",
            time: try time(2),
            correlation: "web-7",
            data: .object([.init("amount", .number("10.50"))])
        )
        let kept = KeptEvent(event, from: .run, keptAt: try time(3), isOffered: false)
        var turn = Turn()
        turn.keptEvents = [kept]
        try test.journal.commit(turn)
        #expect(try test.reader.keptEvents(matching: KeptEventFilter(), limit: 9) == [kept])
        #expect(try test.reader.keptEvent(event.identity) == kept)
        #expect(try test.reader.keptEvent(cloudEvent("e-2").identity) == nil)
        #expect(try !test.reader.isEmpty)
    }

    @Test(arguments: kinds)
    func thoseOfSomeTypesAreGivenInTheOrderTheyCame(kind: JournalKind) throws {
        let test = try kind.make()
        let events = [
            try cloudEvent("z"), try cloudEvent("y", type: "order.paid"), try cloudEvent("x"),
        ]
        try test.journal.commit(turn(keeping: events))
        #expect(try found(test, of: ["order.review_decided"], since: 5) == ["z", "x"])
        #expect(
            try found(test, of: ["order.review_decided", "order.paid"], since: 5)
                == ["z", "y", "x"]
        )
        #expect(try found(test, of: ["order.lost"], since: 5).isEmpty)
    }

    @Test(arguments: kinds)
    func thoseThatCameBeforeATimeAreLeftOut(kind: JournalKind) throws {
        let test = try kind.make()
        try test.journal.commit(turn(keeping: [try cloudEvent("old")], at: 5))
        try test.journal.commit(turn(keeping: [try cloudEvent("new")], at: 6))
        #expect(try found(test, since: 6) == ["new"])
    }

    /// They may be meant for several runs, of those that were there.
    @Test(arguments: kinds)
    func ofThoseThatWereTakenOnlyTheLatestAreGiven(kind: JournalKind) throws {
        let test = try kind.make()
        let taken = try cloudEvent("taken")
        try test.journal.commit(turn(keeping: [taken, try cloudEvent("early")], at: 5))
        var taking = Turn()
        taking.takenEvents = [.init(taken.identity, by: "r")]
        try test.journal.commit(taking)
        #expect(try found(test, takenSince: 5) == ["taken", "early"])
        #expect(try found(test, takenSince: 6) == ["early"])
        #expect(try found(test, since: 6, takenSince: 5) == [])
    }

    /// What to Swift is the same text, composed otherwise, is not passed over.
    @Test(arguments: kinds)
    func thoseWhoseTextsDifferAreNotGiven(kind: JournalKind) throws {
        let test = try kind.make()
        let orders = ["A-1", "A-2", "caf\u{E9}", "cafe\u{301}", "\u{212A}", "'\"\\"]
        var keeping = Turn()
        keeping.keptEvents = try orders.enumerated().map { number, order in
            let data = JSON.object([.init("order", .string(order))])
            let event = CloudEvent(
                id: "e-\(number)",
                source: "desk",
                type: "order.review_decided",
                time: try time(5),
                data: data
            )
            return KeptEvent(event, keptAt: try time(5))
        }
        try test.journal.commit(keeping)
        func matching(_ order: String) throws -> [String] {
            let search = KeptEventSearch(
                of: ["order.review_decided"],
                since: .earliest,
                takenSince: .earliest,
                texts: ["order": order]
            )
            return try test.reader.keptEvents(for: search).map(\.event.data)
                .filter { $0["order"] == .string(order) }.compactMap(\.["order"]).map(\.description)
        }
        #expect(try matching("A-1") == ["\"A-1\""])
        #expect(try matching("A-9") == [])
        #expect(try matching("cafe\u{301}").count == 2)
        #expect(try matching("K").count == 1)
        #expect(try matching("'\"\\").count == 1)
        let plain = KeptEventSearch(
            of: ["order.review_decided"],
            since: .earliest,
            takenSince: .earliest,
            texts: ["order": "A-2"]
        )
        #expect(try !test.reader.keptEvents(for: plain).contains { $0.event.id == "e-0" })
    }

    @Test(arguments: kinds)
    func anEventIsKeptOnce(kind: JournalKind) throws {
        let test = try kind.make()
        for _ in 1...2 {
            try test.journal.commit(
                turn(keeping: [try cloudEvent("e-1"), try cloudEvent("e-1", source: "web")])
            )
        }
        let kept = try test.reader.keptEvents(matching: KeptEventFilter(), limit: 9)
        #expect(kept.map(\.event.source) == ["web", "desk"])
    }

    @Test(arguments: kinds)
    func aTakenEventKnowsItsTakers(kind: JournalKind) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        try test.journal.commit(turn(keeping: [event]))
        var taken = Turn()
        taken.takenEvents = [.init(event.identity, by: "s"), .init(event.identity, by: "r")]
        try test.journal.commit(taken)
        try test.journal.commit(taken)
        #expect(try test.reader.runs(thatTook: event.identity) == ["s", "r"])
        #expect(try test.reader.runs(thatTook: cloudEvent("e-2").identity).isEmpty)
    }

    @Test(arguments: kinds)
    func theyAreListedNewestFirstByWhatIsAskedFor(kind: JournalKind) throws {
        let test = try kind.make()
        var first = try turn(keeping: [
            try cloudEvent("taken"), try cloudEvent("orphan"),
            try cloudEvent("paid", type: "order.paid"),
        ])
        first.takenEvents = [.init(try cloudEvent("taken").identity, by: "r")]
        try test.journal.commit(first)
        try test.journal.commit(turn(keeping: [try cloudEvent("published")], from: .run))

        #expect(try events(test) == ["published", "paid", "orphan", "taken"])
        #expect(try events(test, matching: .untaken) == ["paid", "orphan"])
        #expect(try events(test, matching: KeptEventFilter(type: "order.paid")) == ["paid"])
        #expect(try events(test, matching: KeptEventFilter(origin: .run)) == ["published"])
        #expect(try events(test, matching: KeptEventFilter(isTaken: true)) == ["taken"])
        #expect(try test.reader.countKeptEvents(matching: .untaken) == 2)
        #expect(try test.reader.keptEvents(matching: KeptEventFilter(), limit: 1).count == 1)
        #expect(try test.reader.keptEvents(matching: KeptEventFilter(), limit: -1).isEmpty)
    }

    @Test(arguments: kinds)
    func thoseNotOfferedYetWaitInTheOrderTheyCame(kind: JournalKind) throws {
        let test = try kind.make()
        let waiting = [try cloudEvent("b"), try cloudEvent("a"), try cloudEvent("c")]
        try test.journal.commit(turn(keeping: waiting, from: .run, isOffered: false))
        try test.journal.commit(turn(keeping: [try cloudEvent("offered")], from: .run))
        #expect(try test.reader.unofferedEvents(limit: 2).map(\.id) == ["b", "a"])

        var offered = Turn()
        offered.offeredEvents = [waiting[0].identity, waiting[2].identity]
        try test.journal.commit(offered)
        #expect(try test.reader.unofferedEvents(limit: 9).map(\.id) == ["a"])
        #expect(try events(test).count == 4)
    }

    @Test(arguments: kinds)
    func whatIsOverIsForgottenAndWhatNobodyTookIsNot(kind: JournalKind) throws {
        let test = try kind.make()
        let taken = try cloudEvent("taken")
        let dropped = try cloudEvent("dropped")
        var old = try turn(keeping: [taken, try cloudEvent("orphan"), dropped], at: 5)
        old.takenEvents = [.init(taken.identity, by: "r"), .init(taken.identity, by: "s")]
        try test.journal.commit(old)
        var dropping = Turn()
        dropping.droppedEvents = [Turn.Dropped(dropped.identity, reason: "by mistake")]
        try test.journal.commit(dropping)
        try test.journal.commit(turn(keeping: [try cloudEvent("published")], from: .run, at: 5))
        try test.journal.commit(
            turn(keeping: [try cloudEvent("waiting")], from: .run, at: 5, isOffered: false)
        )
        let fresh = try cloudEvent("fresh")
        var new = try turn(keeping: [fresh], at: 6)
        new.takenEvents = [.init(fresh.identity, by: "r")]
        new.forgetsEventsBefore = try time(6)
        try test.journal.commit(new)

        #expect(try events(test) == ["fresh", "waiting", "orphan"])
        #expect(try test.reader.runs(thatTook: taken.identity) == [])
        #expect(try test.reader.runs(thatTook: fresh.identity) == ["r"])
        // What was forgotten would be another event.
        try test.journal.commit(turn(keeping: [taken], at: 7))
        #expect(try events(test) == ["taken", "fresh", "waiting", "orphan"])
    }

    @Test(arguments: kinds)
    func aTurnForgetsSoManyEventsAndNoMore(kind: JournalKind) throws {
        let test = try kind.make()
        let many = try (0...Turn.mostForgotten).map { try cloudEvent("e-\($0)") }
        try test.journal.commit(turn(keeping: many, from: .run))
        var forgetting = Turn()
        forgetting.forgetsEventsBefore = try time(6)
        #expect(!forgetting.isEmpty)
        try test.journal.commit(forgetting)
        #expect(try events(test) == ["e-\(Turn.mostForgotten)"])
        try test.journal.commit(forgetting)
        #expect(try events(test) == [])
    }

    @Test(arguments: kinds)
    func aDroppedEventIsNeitherListedNorGiven(kind: JournalKind) throws {
        let test = try kind.make()
        let event = try cloudEvent("e-1")
        try test.journal.commit(turn(keeping: [event, try cloudEvent("e-2")]))
        var dropping = Turn()
        dropping.droppedEvents = [Turn.Dropped(event.identity, reason: "by mistake")]
        try test.journal.commit(dropping)
        #expect(try events(test, matching: .untaken) == ["e-2"])
        #expect(try test.reader.keptEvent(event.identity) == nil)
        #expect(try found(test) == ["e-2"])
    }
}
