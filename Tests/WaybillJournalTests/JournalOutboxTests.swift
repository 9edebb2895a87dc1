import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What every journal does with events that runs publish, and with the workflows that events start.
@Suite struct JournalOutboxTests {
    static let kinds = JournalKind.allCases

    /// A turn in which a run publishes events, by their ids, from a sequence on.
    private func publishing(_ ids: [String], by run: RunID, from sequence: Int = 1) throws -> Turn {
        turn(
            appending: try ids.enumerated().map { index, id in
                try recorded(
                    sequence + index,
                    .eventEmitted(OperationID(.root.step("tell")), try cloudEvent(id))
                )
            },
            to: run
        )
    }

    @Test(arguments: kinds)
    func whatARunPublishesIsToBeDelivered(kind: JournalKind) throws {
        let test = try kind.make()
        #expect(try test.reader.undeliveredCount == 0)
        try test.journal.commit(publishing(["a", "b"], by: "r"))
        try test.journal.commit(publishing(["c"], by: "q"))
        let waiting = try test.reader.undelivered(limit: 9).map { try $0.get() }
        let published = try ["a", "b", "c"].map { try cloudEvent($0) }
        #expect(waiting.map(\.event) == published)
        #expect(waiting.map(\.run) == ["r", "r", "q"])
        #expect(waiting.map(\.attempts) == [0, 0, 0])
        #expect(try test.reader.undelivered(limit: 1).map { try $0.get().event.id } == ["a"])
        #expect(try test.reader.undeliveredCount == 3)
    }

    @Test(arguments: kinds)
    func theRunsWithSomethingToDeliverAreGoneThroughByName(kind: JournalKind) throws {
        let test = try kind.make()
        for run: RunID in ["b", "c", "a"] {
            try test.journal.commit(publishing(["1-\(run)", "2-\(run)"], by: run))
        }
        #expect(try test.reader.runsToDeliver(after: "", limit: 9) == ["a", "b", "c"])
        #expect(try test.reader.runsToDeliver(after: "a", limit: 1) == ["b"])
        #expect(try test.reader.runsToDeliver(after: "c", limit: 9).isEmpty)
        #expect(try test.reader.firstUndelivered(of: "b")?.event.id == "1-b")
        #expect(try test.reader.firstUndelivered(of: "z") == nil)
    }

    @Test(arguments: kinds)
    func whatIsDeliveredMakesWayForTheNext(kind: JournalKind) throws {
        let test = try kind.make()
        try test.journal.commit(publishing(["a", "b"], by: "r"))
        let first = try #require(try test.reader.firstUndelivered(of: "r"))
        var delivered = Turn()
        delivered.deliveries = [first.position]
        try test.journal.commit(delivered)
        #expect(try test.reader.firstUndelivered(of: "r")?.event.id == "b")
        #expect(try test.reader.undeliveredCount == 1)
    }

    @Test(arguments: kinds)
    func whatFailedSaysHowOftenAndWhy(kind: JournalKind) throws {
        let test = try kind.make()
        try test.journal.commit(publishing(["a"], by: "r"))
        let position = try #require(try test.reader.firstUndelivered(of: "r")).position
        for reason in ["no route", "503"] {
            var failed = Turn()
            failed.failedDeliveries = [Turn.FailedDelivery(position, reason: reason)]
            try test.journal.commit(failed)
        }
        let entry = try #require(try test.reader.firstUndelivered(of: "r"))
        #expect(entry.attempts == 2)
        #expect(entry.lastError == "503")
    }

    @Test(arguments: kinds)
    func ofAWorkflowTheNewestRegistrationCounts(kind: JournalKind) throws {
        let test = try kind.make()
        #expect(try test.reader.registrations == [])
        let registrations = [
            Registration(workflow: "ship", digest: "sha256:1", registeredAt: try time(1)),
            Registration(workflow: "bill", digest: "sha256:2", registeredAt: try time(2)),
            Registration(workflow: "ship", digest: "sha256:3", registeredAt: try time(3)),
        ]
        for registration in registrations {
            var turn = Turn()
            turn.registrations = [registration]
            try test.journal.commit(turn)
        }
        #expect(try test.reader.registrations == [registrations[1], registrations[2]])
        #expect(try !test.reader.isEmpty)

        var turn = Turn()
        turn.unregistered = ["ship", "unheard_of"]
        try test.journal.commit(turn)
        #expect(try test.reader.registrations == [registrations[1]])
    }
}
