import CEL
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite struct OperatorTests {
    private let bench = Bench(hands: Hands(["shop.print": { _ in .failure("no_paper") }]))

    /// Runs an order until it is past its pivot and parked at `print`.
    private func park(on engine: Engine) async throws {
        let workflow = try Sample.workflow(Sample.payForGood, Sample.print)
        _ = try await engine.submit(Sample.order("1"), to: workflow)
        _ = try await bench.state(of: "sell-1") { $0.status == .parked }
    }

    @Test func aParkedStepIsTriedAgain() async throws {
        try await bench.run { engine in
            try await park(on: engine)
            bench.hands.set("shop.print") { .done($0) }
            #expect(await engine.request(.retry(nil), of: "sell-1") == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
        }
        #expect(bench.hands.names == ["shop.pay", "shop.print", "shop.print"])
    }

    @Test func aParkedStepIsSettledByHand() async throws {
        try await bench.run { engine in
            try await park(on: engine)
            let page = JSON.object([JSON.Member("page", .string("p-9"))])
            let verdict = await engine.request(
                .resolve(nil, output: page, reason: "printed at the desk"),
                of: "sell-1"
            )
            #expect(verdict == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
        }
        #expect(bench.hands.count("shop.print") == 1)
    }

    @Test func whatIsStatedByHandMustHaveTheStepsType() async throws {
        try await bench.run { engine in
            try await park(on: engine)
            let verdict = await engine.request(
                .resolve(nil, output: .object([]), reason: "done"),
                of: "sell-1"
            )
            #expect(
                verdict
                    == .refused("the output of print is wrong at its top: `page` is missing")
            )
        }
        #expect(try bench.journal.run("sell-1")?.status == .parked)
    }

    @Test func aStepThatIsSkippedEndsTheRunAsFailed() async throws {
        let end = try await bench.run { engine in
            try await park(on: engine)
            #expect(await engine.request(.skip(nil, reason: "no"), of: "sell-1") == .accepted)
            return try await bench.state(of: "sell-1") { $0.end != nil }.end
        }
        guard case .failed(_, let unresolved) = end else {
            Issue.record("ended \(String(describing: end))")
            return
        }
        #expect(unresolved.map(\.description) == ["print"])
    }

    @Test func aParkedRunStaysParkedOverARestart() async throws {
        try await bench.run { engine in try await park(on: engine) }
        bench.hands.set("shop.print") { .done($0) }
        try await bench.run { engine in
            await engine.synchronize()
            #expect(try bench.journal.run("sell-1")?.status == .parked)
            #expect(await engine.request(.retry(nil), of: "sell-1") == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
        }
    }

    @Test func aRunThatWaitsIsCancelledAndUndone() async throws {
        let end = try await bench.run { engine in
            let workflow = try Sample.workflow(Sample.pay, Sample.approval)
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await bench.state(of: "sell-1") { $0.status == .waiting }
            let verdict = await engine.request(.cancel(reason: "changed her mind"), of: "sell-1")
            #expect(verdict == .accepted)
            return try await bench.state(of: "sell-1") { $0.end != nil }.end
        }
        #expect(end == .cancelled(reason: "changed her mind"))
        #expect(bench.hands.names == ["shop.pay", "shop.refund"])
    }

    @Test func whatCannotBeDoneIsRefusedWithTheReason() async throws {
        try await bench.run { engine in
            try await park(on: engine)
            let refusals = [
                await engine.request(.cancel(reason: nil), of: "sell-1"),
                await engine.request(.retry(StepPath.root.step("pay")), of: "sell-1"),
                await engine.request(.retry(nil), of: "sell-7"),
            ]
            #expect(
                refusals == [
                    .refused("run sell-1 is past its pivot pay: it can only go forward"),
                    .refused("pay is not parked in run sell-1; parked are: print"),
                    .refused("there is no run sell-7"),
                ]
            )
        }
    }

    @Test func aRunThatIsOverIsLeftAlone() async throws {
        _ = try await bench.end(of: "1", in: try Sample.workflow(Sample.pay))
        let verdict = await bench.verdictOnCancelling("sell-1")
        #expect(verdict == .refused("run sell-1 is over: it is completed"))
    }
}

extension Bench {
    fileprivate func verdictOnCancelling(_ run: RunID) async -> InboxVerdict? {
        try? await self.run { engine in await engine.request(.cancel(reason: nil), of: run) }
    }
}
