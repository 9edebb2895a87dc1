import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What every journal does with the events of runs.
@Suite struct JournalEventsTests {
    static let kinds = JournalKind.allCases
    let first = Event.stepSkipped(.root.step("a"))
    let second = Event.stepSkipped(.root.step("b"))

    @Test(arguments: kinds)
    func aFreshJournalIsEmpty(kind: JournalKind) throws {
        let test = try kind.make()
        #expect(try test.reader.isEmpty)
        #expect(try test.reader.events(of: "r", after: 0).isEmpty)
        #expect(try test.reader.run("r") == nil)
        #expect(try test.reader.definition("sha256:abc") == nil)
    }

    @Test(arguments: kinds)
    func committedEventsAreReadBackInOrder(kind: JournalKind) throws {
        let test = try kind.make()
        let events = [try recorded(1, first), try recorded(2, second), try recorded(10, first)]
        try test.journal.commit(turn(appending: events, to: "r"))
        #expect(try test.reader.events(of: "r", after: 0) == events)
        #expect(try !test.reader.isEmpty)
    }

    @Test(arguments: kinds)
    func everyKindOfEventIsReadBack(kind: JournalKind) throws {
        let test = try kind.make()
        let events = try EventSamples.all().enumerated().map { try recorded($0 + 1, $1) }
        try test.journal.commit(turn(appending: events, to: "r"))
        #expect(try test.reader.events(of: "r", after: 0) == events)
    }

    @Test(arguments: kinds)
    func eventsAfterASequenceAreTheTail(kind: JournalKind) throws {
        let test = try kind.make()
        let events = [try recorded(1, first), try recorded(2, second), try recorded(3, first)]
        try test.journal.commit(turn(appending: events, to: "r"))
        #expect(try test.reader.events(of: "r", after: 2).map(\.sequence) == [3])
        #expect(try test.reader.events(of: "r", after: 3).isEmpty)
    }

    @Test(arguments: kinds)
    func runsDoNotSeeEachOthersEvents(kind: JournalKind) throws {
        let test = try kind.make()
        var turn = Turn()
        turn.events = [
            .init(run: "r", events: [try recorded(1, first)]),
            .init(run: "s", events: [try recorded(1, second)]),
        ]
        try test.journal.commit(turn)
        #expect(try test.reader.events(of: "r", after: 0).map(\.event) == [first])
        #expect(try test.reader.events(of: "s", after: 0).map(\.event) == [second])
    }

    @Test(arguments: kinds)
    func anEventThatIsThereIsNeverReplacedAndNothingElseOfTheTurnIsWritten(
        kind: JournalKind
    ) throws {
        let test = try kind.make()
        try test.journal.commit(turn(appending: [try recorded(1, first)], to: "r"))

        var again = turn(
            appending: [try recorded(2, second), try recorded(1, second)],
            to: "r"
        )
        again.definitions = [StoredDefinition(digest: "sha256:abc", text: "waybill: 1")]
        again.runs = [try runRecord("r")]
        #expect(throws: JournalError.duplicateEvent(run: "r", sequence: 1)) {
            try test.journal.commit(again)
        }
        #expect(try test.reader.events(of: "r", after: 0).map(\.event) == [first])
        #expect(try test.reader.run("r") == nil)
        #expect(try test.reader.definition("sha256:abc") == nil)
    }

    @Test(arguments: kinds)
    func aJournalGoesOnAfterARefusedTurn(kind: JournalKind) throws {
        let test = try kind.make()
        let doubled = [try recorded(1, first), try recorded(1, second)]
        #expect(throws: JournalError.duplicateEvent(run: "r", sequence: 1)) {
            try test.journal.commit(turn(appending: doubled, to: "r"))
        }
        try test.journal.commit(turn(appending: [try recorded(1, second)], to: "r"))
        #expect(try test.reader.events(of: "r", after: 0).map(\.event) == [second])
    }

    @Test(arguments: kinds)
    func aDefinitionIsKeptAsItWasFirst(kind: JournalKind) throws {
        let test = try kind.make()
        let original = StoredDefinition(digest: "sha256:abc", text: "waybill: 1\n# é")
        for text in [original.text, "another"] {
            var turn = Turn()
            turn.definitions = [StoredDefinition(digest: "sha256:abc", text: text)]
            try test.journal.commit(turn)
        }
        #expect(try test.reader.definition("sha256:abc") == original)
    }
}
