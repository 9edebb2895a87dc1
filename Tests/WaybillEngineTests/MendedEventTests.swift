import CEL
import Testing
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@testable import WaybillEngine

/// Events that take the place of one with their source and id, which was refused or dropped.
@Suite(.timeLimit(.minutes(2))) struct MendedEventTests {
    private let bench = Bench()

    /// Another is compared with what a refused event was mended to, although the journal still has the other.
    @Test func oneThatWasMendedIsNotMendedAgain() throws {
        var turn = Turn()
        let refused = Sample.approval("1", by: .number("7"))
        turn.keptEvents = [KeptEvent(refused, keptAt: refused.time)]
        turn.refusedEvents = [Turn.Refused(refused.identity, because: "wrong type")]
        try bench.journal.commit(turn)
        let mended = Sample.approval("1")
        let other = Sample.approval("1", by: .string("lee"))
        #expect(try bench.journal.earlier(than: mended, unwritten: nil) == nil)
        let earlier = try bench.journal.earlier(than: other, unwritten: mended)
        #expect(
            try #require(earlier).refusal(of: other)
                == "event e1 from desk came before with other data"
        )
        // A run that takes it in this very turn has it for good.
        let taken = try bench.journal.earlier(than: mended, unwritten: nil, isTaken: true)
        #expect(try #require(taken).refusal(of: mended) != nil)
    }

    @Test(arguments: [false, true])
    func ofOneTurnTheMendedOneIsKept(isSQLite: Bool) throws {
        let store = try TemporaryStore()
        let journal: any Journal =
            isSQLite ? try SQLiteJournal(store.lease()) : InMemoryJournal()
        let refused = Sample.approval("1", by: .number("7"))
        let mended = Sample.approval("1")
        var pending = PendingTurn(time: refused.time)
        pending.keep(KeptEvent(refused, keptAt: refused.time))
        pending.refuse(refused.identity, because: "wrong type")
        #expect(pending.isRefused(refused.identity))
        pending.keep(KeptEvent(mended, keptAt: refused.time))
        #expect(!pending.isRefused(refused.identity))
        #expect(pending.kept[refused.identity] == mended)
        try journal.commit(pending.turn)
        let kept = try journal.keptEvent(refused.identity)
        #expect(kept?.event == mended)
        #expect(kept?.refusal == nil)
    }

    /// Whether the journal has the first before the turn that drops it, or not.
    @Test(arguments: [false, true])
    func whatWasDroppedIsSentAgain(isInOneTurn: Bool) async throws {
        let first = Sample.approval("1", by: .string("lee"))
        let mended = Sample.approval("1")
        var ids = [try bench.journal.submit(.event(first))]
        if !isInOneTurn { try await bench.run { await $0.synchronize() } }
        ids.append(try bench.journal.submit(.drop(first.identity, reason: "by mistake")))
        ids.append(try bench.journal.submit(.event(mended)))
        try await bench.run { await $0.synchronize() }
        #expect(try ids.map { try bench.journal.verdict(of: $0) } == [.kept, .accepted, .kept])
        #expect(try bench.orphans == [mended])

        let other = Sample.approval("1", by: .string("kate"))
        try await bench.run { engine in
            #expect(
                await engine.deliver(other)
                    == .refused("event e1 from desk came before with other data")
            )
            let workflow = try Sample.workflow(Sample.approval)
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
        #expect(try bench.journal.runs(thatTook: first.identity) == ["sell-1"])
    }
}
