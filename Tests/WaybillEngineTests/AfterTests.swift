import CEL
import Testing
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite(.timeLimit(.minutes(2))) struct AfterTests {
    /// The workflow `sell`, which pays and then fails; when that is undone it waits for somebody's
    /// word, and prints.
    private static func failing() throws -> PinnedWorkflow {
        try Sample.workflow(
            Sample.pay,
            "  - { step: stop, fail: hopeless }",
            "after:\n  compensated:",
            Sample.approval,
            Sample.print
        )
    }

    @Test func whatFollowsAnEndingGoesOnAfterARestart() async throws {
        let store = try TemporaryStore()
        let lease = try store.lease()
        let hands = Hands()
        let first = Bench(journal: try SQLiteJournal(lease), hands: hands)
        try await first.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: try Self.failing())
            let state = try await first.state(of: "sell-1") { $0.status == .waiting }
            #expect(state.ending?.status == .compensated)
        }
        #expect(hands.names == ["shop.pay", "shop.refund"])

        let second = Bench(journal: try SQLiteJournal(lease), hands: hands)
        try await second.run { engine in
            #expect(await engine.request(.cancel(reason: nil), of: "sell-1") != .accepted)
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            let state = try await second.state(of: "sell-1") { $0.end != nil }
            #expect(state.end?.errorCode == "hopeless")
            #expect(state.status == .compensated)
        }
        #expect(hands.names == ["shop.pay", "shop.refund", "shop.print"])
    }

    @Test func whatFollowsAndFailsWaitsForAnOperator() async throws {
        let bench = Bench(hands: Hands(["shop.print": { _ in .failure("no_paper") }]))
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: try Self.failing())
            _ = try await bench.state(of: "sell-1") { $0.status == .waiting }
            _ = await engine.deliver(Sample.approval("1"))
            _ = try await bench.state(of: "sell-1") { $0.status == .parked }
            let skip = OperatorRequest.skip(nil, reason: "printed by hand")
            #expect(await engine.request(skip, of: "sell-1") == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.status == .compensated }
        }
    }
}
