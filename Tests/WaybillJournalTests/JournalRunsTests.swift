import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// What every journal does with the index of runs.
@Suite struct JournalRunsTests {
    static let kinds = JournalKind.allCases

    @Test(arguments: kinds)
    func aRecordIsReadBackWhole(kind: JournalKind) throws {
        let test = try kind.make()
        var record = try runRecord(
            "r",
            key: "",
            startedAt: 1,
            nextDue: try time(9, nanoseconds: 1)
        )
        record.status = .completed
        record.outcome = "fulfilled"
        try test.journal.commit(turn(recording: [record]))
        #expect(try test.reader.run("r") == record)
    }

    @Test(arguments: RunStatus.allCases)
    func everyStatusIsReadBack(status: RunStatus) throws {
        let test = try JournalKind.sqlite.make()
        try test.journal.commit(turn(recording: [try runRecord("r", status: status)]))
        #expect(try test.reader.run("r")?.status == status)
    }

    @Test(arguments: kinds)
    func aLaterRecordReplacesTheEarlier(kind: JournalKind) throws {
        let test = try kind.make()
        let later = try runRecord("r", status: .parked, nextDue: try time(60))
        try test.journal.commit(turn(recording: [try runRecord("r")]))
        try test.journal.commit(turn(recording: [later]))
        #expect(try test.reader.runs(matching: .all, limit: 10) == [later])
    }

    @Test(arguments: kinds)
    func runsAreListedNewestFirstUpToTheLimit(kind: JournalKind) throws {
        let test = try kind.make()
        let runs: [RunRecord] = [
            try runRecord("b", startedAt: 2), try runRecord("a", startedAt: 1),
            try runRecord("d", startedAt: 3), try runRecord("c", startedAt: 3),
        ]
        try test.journal.commit(turn(recording: runs))
        #expect(try test.reader.runs(matching: .all, limit: 9).map(\.id) == ["c", "d", "b", "a"])
        #expect(try test.reader.runs(matching: .all, limit: 2).map(\.id) == ["c", "d"])
        #expect(try test.reader.runs(matching: .all, limit: -1).isEmpty)
    }

    @Test(arguments: kinds)
    func startsLessThanASecondApartAreToldApart(kind: JournalKind) throws {
        let test = try kind.make()
        let starts: [(RunID, Int32)] = [("c", 500_000_000), ("a", 0), ("b", 20)]
        let runs = try starts.map { id, nanoseconds in
            RunRecord(
                id: id,
                workflow: "w",
                key: nil,
                digest: "d",
                inputDigest: "i",
                status: .running,
                startedAt: try time(1, nanoseconds: nanoseconds),
                updatedAt: try time(1)
            )
        }
        try test.journal.commit(turn(recording: runs))
        #expect(try test.reader.unfinishedRuns().map(\.id) == ["a", "b", "c"])
    }

    @Test(
        arguments: kinds,
        [
            (RunFilter(workflow: "return_order"), ["c"]),
            (RunFilter(key: "1001"), ["c", "b", "a"]),
            (RunFilter(statuses: [.failed, .parked]), ["c", "a"]),
            (RunFilter(statuses: []), []),
            (RunFilter(correlation: "web-7"), ["d", "b"]),
            (RunFilter(correlation: "a"), ["a"]),
            (RunFilter(workflow: "fulfil_order", key: "1001", statuses: [.failed]), ["a"]),
            (RunFilter(key: "'; DROP TABLE run; --"), []),
        ] as [(RunFilter, [RunID])]
    )
    func runsAreFiltered(kind: JournalKind, expected: (RunFilter, [RunID])) throws {
        let test = try kind.make()
        try test.journal.commit(
            turn(recording: [
                try runRecord("a", key: "1001", status: .failed, startedAt: 1),
                try runRecord(
                    "b",
                    key: "1001",
                    correlation: "web-7",
                    status: .running,
                    startedAt: 2
                ),
                try runRecord(
                    "c",
                    workflow: "return_order",
                    key: "1001",
                    status: .parked,
                    startedAt: 3
                ),
                try runRecord("d", correlation: "web-7", status: .completed, startedAt: 4),
            ])
        )
        let (filter, ids) = expected
        #expect(try test.reader.runs(matching: filter, limit: 9).map(\.id) == ids)
    }

    @Test(arguments: kinds)
    func unfinishedRunsAreThoseThatHaveNotEndedOldestFirst(kind: JournalKind) throws {
        let test = try kind.make()
        let runs = try RunStatus.allCases.enumerated().map { index, status in
            try runRecord(
                RunID(status.rawValue),
                status: status,
                startedAt: 100 - Int64(index)
            )
        }
        try test.journal.commit(turn(recording: runs))
        let ids = try test.reader.unfinishedRuns().map(\.id)
        #expect(ids == ["parked", "compensating", "waiting", "running"])

        try test.journal.commit(
            turn(recording: [try runRecord("waiting", status: .cancelled, startedAt: 99)])
        )
        #expect(
            try test.reader.unfinishedRuns().map(\.id) == ["parked", "compensating", "running"]
        )
    }

    @Test(arguments: kinds)
    func theLatestRunOfAKeyIsTheOneStartedLast(kind: JournalKind) throws {
        let test = try kind.make()
        try test.journal.commit(
            turn(recording: [
                try runRecord("second", key: "1001", status: .compensated, startedAt: 2),
                try runRecord("first", key: "1001", status: .compensated, startedAt: 1),
                try runRecord("other", workflow: "return_order", key: "1001", startedAt: 3),
                try runRecord("keyless", startedAt: 4),
            ])
        )
        #expect(try test.reader.latestRun(of: "fulfil_order", key: "1001")?.id == "second")
        #expect(try test.reader.latestRun(of: "fulfil_order", key: "1002") == nil)
    }

    @Test(arguments: kinds)
    func keysThatDifferOnlyAfterANulAreToldApart(kind: JournalKind) throws {
        let test = try kind.make()
        let keys = ["a", "a\u{0}", "a\u{0}b", "a\u{1}", "a\u{1}0", "a\\0", ""]
        try test.journal.commit(
            turn(recording: try keys.map { try runRecord(RunID("w-\($0)"), key: $0) })
        )
        for key in keys {
            let run = try #require(try test.reader.latestRun(of: "fulfil_order", key: key))
            #expect(run.key == key)
            #expect(run.id == RunID("w-\(key)"))
        }
    }
}
