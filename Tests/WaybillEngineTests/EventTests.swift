import CEL
import ProcessSupport
import Testing
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite(.timeLimit(.minutes(2))) struct EventTests {
    private let bench = Bench()

    /// Waits until a run awaits its event.
    private func submit(_ order: String, on engine: Engine) async throws {
        let workflow = try Sample.workflow(Sample.approval, Sample.pay)
        let run = try await engine.submit(Sample.order(order), to: workflow).run
        _ = try await bench.state(of: run) { $0.status == .waiting }
    }

    @Test func anEventIsTakenByTheRunItMatches() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            try await submit("2", on: engine)
            #expect(await engine.deliver(Sample.approval("2")) == .accepted)
            _ = try await bench.state(of: "sell-2") { $0.end != nil }
        }
        #expect(try bench.journal.run("sell-1")?.status == .waiting)
        #expect(try bench.journal.runs(thatTook: Sample.approval("2").identity) == ["sell-2"])
    }

    @Test func anEventThatComesEarlyIsKeptAndTakenLater() async throws {
        try await bench.run { engine in
            #expect(await engine.deliver(Sample.approval("1")) == .kept)
        }
        #expect(try bench.orphans.map(\.id) == ["e1"])

        // By another process, and a run that did not exist when it came.
        let end = try await bench.end(
            of: "1",
            in: try Sample.workflow(Sample.approval, Sample.pay)
        )
        #expect(end == .completed(nil, output: .null))
        #expect(try bench.orphans == [])
    }

    @Test func anEventDeliveredTwiceIsTakenOnce() async throws {
        let twoApprovals =
            Sample.approval
            + "\n"
            + Sample.approval.replacing("step: approval", with: "step: second_approval")
        let workflow = try Sample.workflow(twoApprovals)
        try await bench.run { engine in
            let run = try await engine.submit(Sample.order("1"), to: workflow).run
            #expect(await engine.deliver(Sample.approval("1", id: "e1")) == .accepted)
            #expect(await engine.deliver(Sample.approval("1", id: "e1")) == .accepted)
            #expect(try bench.journal.run(run)?.status == .waiting)

            #expect(await engine.deliver(Sample.approval("1", id: "e2")) == .accepted)
            _ = try await bench.state(of: run) { $0.status == .completed }
        }
        #expect(try bench.orphans == [])
    }

    @Test func anEventWhoseDataHasAnotherTypeIsRefused() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            let verdict = await engine.deliver(Sample.approval("1", by: .number("7")))
            #expect(
                verdict
                    == .refused(
                        "run sell-1 declares order.approved otherwise: data.by: "
                            + "a number stands where string is expected"
                    )
            )
        }
        #expect(try bench.journal.run("sell-1")?.status == .waiting)
        #expect(try bench.orphans.map(\.id) == ["e1"])
    }

    @Test func whatAnotherProcessPutIntoTheInboxIsDelivered() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            let id = try bench.journal.submit(.event(Sample.approval("1")))
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            #expect(try bench.journal.verdict(of: id) == .accepted)
        }
    }

    @Test func whatWasPutIntoTheInboxWhileNothingRanIsDeliveredAtStart() async throws {
        let store = try TemporaryStore()
        let lease = try store.lease()
        try await Bench(journal: SQLiteJournal(lease)).run { engine in
            let workflow = try Sample.workflow(Sample.approval)
            _ = try await engine.submit(Sample.order("1"), to: workflow)
        }
        let client = try StoreClient(path: store.path)
        let ids = try [
            client.submit(.event(Sample.approval("1"))),
            client.submit(.cancel("sell-9", reason: nil)),
        ]

        try await Bench(journal: SQLiteJournal(lease)).run { await $0.synchronize() }
        #expect(try client.verdict(of: ids[0]) == .accepted)
        #expect(try client.verdict(of: ids[1]) == .refused("there is no run sell-9"))
        #expect(try client.run("sell-1")?.status == .completed)
    }

    @Test func anInboxLongerThanATurnReadsIsAnsweredWhole() async throws {
        for number in 0..<1_200 {
            _ = try bench.journal.submit(.event(Sample.approval("x", id: "e\(number)")))
        }
        try await bench.run { _ in
            _ = try await eventually { try bench.journal.pendingInbox(limit: 1).isEmpty }
        }
        #expect(try bench.orphans.count == 1_200)
    }
}
