import CEL
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite(.timeLimit(.minutes(2))) struct SubmissionTests {
    @Test func aKeySubmittedTwiceIsOneRunAndRunsNothingAgain() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        _ = try await bench.end(of: "1", in: workflow)

        let second = try await bench.run { engine in
            try await engine.submit(Sample.order("1"), to: workflow)
        }

        #expect(second.run == "sell-1")
        #expect(!second.isNew)
        #expect(bench.hands.names == ["shop.pay"])
    }

    @Test func aKeySubmittedTwiceAtOnceIsOneRun() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            async let first = engine.submit(Sample.order("1"), to: workflow)
            async let second = engine.submit(Sample.order("1"), to: workflow)
            let submissions = try await [first, second]
            #expect(submissions.map(\.run) == ["sell-1", "sell-1"])
            #expect(submissions.count(where: \.isNew) == 1)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
        #expect(bench.hands.names == ["shop.pay"])
    }

    @Test func aKeyWithAnotherInputIsRefusedAlsoAfterTheEnd() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        _ = try await bench.end(of: "1", in: workflow)

        let refusal = await #expect(throws: SubmissionError.self) {
            try await bench.run { engine in
                _ = try await engine.submit(Sample.order("1", note: "changed"), to: workflow)
            }
        }
        guard case .otherInput(run: "sell-1", key: "1") = refusal else {
            Issue.record("refused with \(String(describing: refusal))")
            return
        }
    }

    @Test func anOrderThatCameToNothingIsTriedAgainWhenAsked() async throws {
        let bench = Bench(hands: Hands(["shop.print": { _ in .failure("no_paper") }]))
        let workflow = try Sample.workflow(Sample.pay, Sample.print)
        #expect(try await bench.end(of: "1", in: workflow)?.errorCode == "no_paper")

        bench.hands.set("shop.print") { .done($0) }
        try await bench.run { engine in
            let again = try await engine.submit(Sample.order("1"), to: workflow, again: true)
            #expect(again.run == "sell-1#2" && again.isNew)
            _ = try await bench.state(of: "sell-1#2") { $0.status == .completed }
            // The last try is what the key stands for from now on.
            let same = try await engine.submit(Sample.order("1"), to: workflow)
            #expect(same.run == "sell-1#2" && !same.isNew)
        }
        #expect(bench.hands.calls.map(\.idempotencyKey).last == "sell-1#2/print")
        #expect(try bench.journal.latestRun(of: "sell", key: "1")?.id == "sell-1#2")
        // It is the same order, whose story is one.
        #expect(try bench.journal.run("sell-1#2")?.correlation == "sell-1")
    }

    @Test func anOrderWhoseOutcomeUndidItIsTriedAgainWhenAsked() async throws {
        let bench = Bench()
        let workflow = try Sample.pinned(
            """
            waybill: 1
            workflow: sell
            use: [shop.yaml]
            input: { id: string, note: string? }
            outcomes: { rejected: undo }
            key: input.id
            steps:
            \(Sample.pay)
              - { step: refuse, finish: rejected }
            """
        )
        _ = try await bench.end(of: "1", in: workflow)
        #expect(bench.hands.calls.map(\.idempotencyKey) == ["sell-1/pay", "sell-1/pay/undo"])
        try await bench.run { engine in
            let again = try await engine.submit(Sample.order("1"), to: workflow, again: true)
            #expect(again.run == "sell-1#2" && again.isNew)
        }
    }

    @Test func anOrderThatHasCompletedIsNotTriedAgain() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        _ = try await bench.end(of: "1", in: workflow)
        let refusal = await #expect(throws: SubmissionError.self) {
            try await bench.run { engine in
                _ = try await engine.submit(Sample.order("1"), to: workflow, again: true)
            }
        }
        let reason = "only an order that was undone, failed or was cancelled is tried again"
        #expect(
            refusal?.description == "run sell-1 has completed, and what it did stands: \(reason)"
        )
    }

    @Test func anOrderThatIsUnderWayIsNotTriedAgain() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.approval)
        let refusal = await #expect(throws: SubmissionError.self) {
            try await bench.run { engine in
                _ = try await engine.submit(Sample.order("1"), to: workflow, again: true)
                _ = try await engine.submit(Sample.order("1"), to: workflow, again: true)
            }
        }
        #expect(refusal?.description == "run sell-1 is under way: it is waiting")
    }

    @Test func anOrderIsTheSameHoweverItIsWrittenDown() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        try await bench.run { engine in
            for text in [#"{"id": "1", "note": "a"}"#, #"{ "note": "\u0061", "id": "1" }"#] {
                let submission = try await engine.submit(JSON(parsing: text), to: workflow)
                #expect(submission.run == "sell-1")
            }
        }
    }

    @Test(
        "An order that cannot be a run is refused with the reason",
        arguments: [
            (#"{"id": 5}"#, "id: a number stands where string is expected"),
            (#"{"id": ""}"#, "the order has no key: `input.id` is empty"),
        ]
    )
    func refusals(order: String, reason: String) async throws {
        let workflow = try Sample.workflow(Sample.pay)
        let refusal = await #expect(throws: SubmissionError.self) {
            try await Bench().run { engine in
                _ = try await engine.submit(JSON(parsing: order), to: workflow)
            }
        }
        #expect(refusal?.description == reason)
    }

    @Test func aWorkflowWhoseHandlersAreNotBoundIsRefused() async throws {
        let bench = Bench(handlers: HandlerRegistry())
        let workflow = try Sample.workflow(Sample.pay)
        let refusal = await #expect(throws: SubmissionError.self) {
            try await bench.run { engine in
                _ = try await engine.submit(Sample.order("1"), to: workflow)
            }
        }
        #expect(refusal?.description == "no binding for shop.pay, shop.refund")
    }

    @Test func anOrderOfAnEngineThatHasStoppedIsRefused() async throws {
        let bench = Bench()
        let workflow = try Sample.workflow(Sample.pay)
        let engine = Engine(EngineParts(journal: bench.journal, handlers: bench.hands.registry))
        engine.stop()
        try await engine.run()
        let refusal = await #expect(throws: SubmissionError.self) {
            try await engine.submit(Sample.order("1"), to: workflow)
        }
        #expect(refusal?.description == "the engine is not running")
    }
}
