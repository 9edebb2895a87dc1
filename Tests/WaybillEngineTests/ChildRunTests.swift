import CEL
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillLoading
import WaybillModel

/// Child runs: two runs, each with a journal of its own, that the engine keeps together.
@Suite(.timeLimit(.minutes(2))) struct ChildRunTests {
    @Test func aChildRunsWithinTheRunThatBeganIt() async throws {
        let bench = Bench()
        let end = try await bench.end(of: "1", in: try Family.workflow(Family.serve))
        #expect(end == .completed(nil, output: .null))
        #expect(bench.hands.calls.map(\.idempotencyKey) == ["sell-1/serve/pay", "sell-1/after"])

        let child = try await bench.state(of: "sell-1/serve")
        #expect(child.parent == ParentStep(run: "sell-1", path: Family.path))
        #expect(child.correlation == "sell-1")
        let output = JSON.object([.init("receipt", .string("r-1"))])
        #expect(child.end == .completed("served", output: output))
    }

    /// The list of what is asked of children is walked while what one answers changes it.
    @Test(arguments: [false, true])
    func aChildOfAListThatWasStoppedMeanwhileIsNotBegun(isDetached: Bool) async throws {
        let bench = Bench()
        let failing = """
            waybill: 1
            workflow: divide
            input: { by: int }
            steps: [{ step: bad, set: { quotient: "${ 10 / input.by }" } }]
            """
        let workflow = try Sample.pinned(
            """
            waybill: 1
            workflow: sell
            use: [divide.yaml, serve.yaml]
            input: { id: string, note: string? }
            key: input.id
            steps:
              - step: both
                parallel:
                  one: [{ step: first, run: divide, with: { by: 0 } }]
                  two:
                    - step: second
                      run: serve
                      with: { order: "${ input.id }" }
                      \(isDetached ? "detach: true" : "timeout: 1h")
                      compensate: none
            """,
            [
                "divide.yaml": failing,
                "serve.yaml": """
                waybill: 1
                workflow: serve
                use: [shop.yaml]
                input: { order: string }
                steps:
                  - { step: pay, call: shop.pay, with: { order: "${ input.order }" }, compensate: none }
                """,
            ]
        )
        let end = try await bench.end(of: "1", in: workflow)
        #expect(end?.errorCode != nil)
        #expect(try bench.journal.run("sell-1/both.two/second") == nil)
        #expect(try bench.journal.runs(matching: .all, limit: 9).count == 2)
        #expect(bench.hands.calls.isEmpty)
    }

    @Test func bothSidesAreDurableInOneTurn() async throws {
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]))
        try await bench.run { engine in
            _ = try await engine.submit(
                Sample.order("1"),
                to: try Family.workflow(Family.serve)
            )
            #expect(try bench.journal.run("sell-1/serve")?.status == .running)
            #expect(try bench.journal.run("sell-1/serve")?.key == nil)
            #expect(try bench.journal.run("sell-1")?.status == .waiting)
        }
    }

    @Test func aFinishedChildIsUndoneWhenTheRunFailsAfterIt() async throws {
        let bench = Bench(hands: Hands(["shop.print": { _ in .failure("no_paper") }]))
        let end = try await bench.end(of: "1", in: try Family.workflow(Family.serve, Sample.print))
        #expect(end?.errorCode == "no_paper")
        #expect(bench.hands.names == ["shop.pay", "shop.print", "shop.refund"])
        #expect(bench.hands.calls.last?.idempotencyKey == "sell-1/serve/pay/undo")
        #expect(try bench.journal.run("sell-1/serve")?.status == .compensated)
        #expect(try bench.journal.run("sell-1/serve")?.outcome == nil)
        #expect(try bench.journal.run("sell-1")?.status == .compensated)
    }

    @Test func cancellingReachesTheChildFirst() async throws {
        let bench = Bench()
        let own = Sample.pay.replacing("step: pay", with: "step: own")
        let workflow = try Family.workflow(own, Family.await)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await bench.state(of: "sell-1/serve") { $0.status == .waiting }
            #expect(await engine.request(.cancel(reason: "no"), of: "sell-1") == .accepted)
            let state = try await bench.state(of: "sell-1") { $0.end != nil }
            #expect(state.end == .cancelled(reason: "no"))
            #expect(
                bench.hands.calls.map(\.idempotencyKey).suffix(2)
                    == ["sell-1/serve/pay/undo", "sell-1/own/undo"]
            )
            #expect(try bench.journal.run("sell-1/serve")?.status == .cancelled)
        }
    }

    @Test func cancellingIsRefusedOnceTheChildIsPastItsPivot() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(Family.commit)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await bench.state(of: "sell-1/serve") { $0.status == .waiting }
            let verdict = await engine.request(.cancel(reason: nil), of: "sell-1")
            let reason = "is past its pivot serve: it can only go forward"
            #expect(verdict == .refused("run sell-1 \(reason)"))
            let own = await engine.request(.cancel(reason: nil), of: "sell-1/serve")
            let ownReason = "is past its pivot pay: it can only go forward"
            #expect(own == .refused("run sell-1/serve \(ownReason)"))
        }
    }

    @Test func aChildThatIsCancelledByHandFailsItsStep() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(Family.await)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await bench.state(of: "sell-1/serve") { $0.status == .waiting }
            _ = await engine.request(.cancel(reason: "wrong parcel"), of: "sell-1/serve")
            let state = try await bench.state(of: "sell-1") { $0.end != nil }
            #expect(state.end?.errorCode == "cancelled")
        }
    }

    @Test func aRunDoesNotWaitForADetachedChild() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(Family.detached)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
            _ = try await bench.state(of: "sell-1") { $0.status == .completed }
            #expect(try await bench.state(of: "sell-1/serve").status == .waiting)
            _ = await engine.deliver(Sample.approval("1"))
            _ = try await bench.state(of: "sell-1/serve") { $0.status == .completed }
        }
    }

    @Test func manyRoundsOfChildrenDoNotPileUp() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(
            """
              - step: rounds
                repeat: 200
                until: "false"
                steps:
                  - step: serve
                    run: note
                    timeout: 1h
                catch: [{ error: exhausted, to: next }]
            """
        )
        #expect(try await bench.end(of: "1", in: workflow) == .completed(nil, output: .null))
        #expect(try bench.journal.run("sell-1/rounds@200/serve")?.status == .compensated)
    }

    // MARK: Recovery

    @Test func aChildThatWasOutGoesOnWithTheNextProcess() async throws {
        let bench = Bench(hands: Hands(["shop.pay": neverAnswers]))
        let workflow = try Family.workflow(Family.serve)
        try await bench.run { engine in
            _ = try await engine.submit(Sample.order("1"), to: workflow)
        }
        bench.hands.set("shop.pay") { .done($0) }
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }
        #expect(try bench.journal.run("sell-1")?.status == .completed)
        #expect(bench.hands.count("shop.pay") == 2)
    }

    @Test func aChildThatTheRunAsksForAndThatIsMissingIsBegun() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(Family.serve)
        try bench.write(
            [.runStarted(Family.start(workflow)), .childStarted(Family.path, input: Family.input)],
            of: "sell-1",
            workflow
        )
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }
        #expect(try bench.journal.run("sell-1/serve")?.status == .completed)
        #expect(bench.hands.count("shop.pay") == 1)
    }

    @Test func aRunThatWasNotToldOfTheEndOfItsChildIsTold() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(Family.serve)
        try bench.write(
            [.runStarted(Family.start(workflow)), .childStarted(Family.path, input: Family.input)],
            of: "sell-1",
            workflow
        )
        let output = JSON.object([.init("receipt", .string("r-0"))])
        try bench.write(
            [
                .runStarted(Family.childStart(workflow)),
                .runCompleted("served", output: output),
            ],
            of: "sell-1/serve",
            workflow
        )
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }
        let told = Event.childEnded(Family.path, .completed("served", output: output))
        #expect(try bench.events(of: "sell-1").contains(told))
        #expect(bench.hands.names == ["shop.print"])
    }

    @Test func aChildThatWasCalledOffBeforeItBeganIsNotBegun() async throws {
        let bench = Bench()
        let workflow = try Family.workflow(Family.serve)
        try bench.write(
            [
                .runStarted(Family.start(workflow)),
                .childStarted(Family.path, input: Family.input),
                .cancelRequested(reason: "no"),
            ],
            of: "sell-1",
            workflow
        )
        try await bench.run { _ in _ = try await bench.state(of: "sell-1") { $0.end != nil } }
        #expect(try bench.journal.run("sell-1")?.status == .cancelled)
        #expect(try bench.journal.run("sell-1/serve") == nil)
    }
}

/// The workflow `sell` with steps that run others.
private enum Family {
    static let path = StepPath.root.step("serve")
    static let input = Sample.order("1")

    static let serve = step("serve_order")
    static let await = step("await_order")
    static let commit = step("commit_order")
    static let detached = step("await_order", "detach: true\n    compensate: none")

    private static func step(_ workflow: String, _ rest: String = "timeout: 1h") -> String {
        """
          - step: serve
            run: \(workflow)
            with: { id: "${ input.id }" }
            \(rest)
        """
    }

    private static let files = [
        "serve_order.yaml": child(
            "serve_order",
            Sample.pay,
            """
              - step: done
                finish: served
                output: { receipt: "${ steps.pay.receipt }" }
            """
        ),
        "await_order.yaml": child("await_order", Sample.pay, Sample.approval, served),
        "commit_order.yaml": child("commit_order", Sample.payForGood, Sample.approval, served),
        "note.yaml": """
        waybill: 1
        workflow: note
        steps:
          - step: note
            set: { x: 1 }
        """,
    ]

    private static let served = """
          - step: done
            finish: served
            output: { receipt: r-2 }
        """

    private static func child(_ name: String, _ steps: String...) -> String {
        """
        waybill: 1
        workflow: \(name)
        use: [shop.yaml]
        events:
          order.approved: { order: string, by: string }
        input: { id: string }
        output: { receipt: string }
        outcomes: { served: keep }
        steps:
        \(steps.joined(separator: "\n"))
        """
    }

    static func workflow(_ steps: String...) throws -> PinnedWorkflow {
        try Sample.pinned(
            """
            waybill: 1
            workflow: sell
            use: [shop.yaml, \(files.keys.sorted().joined(separator: ", "))]
            input: { id: string, note: string? }
            key: input.id
            steps:
            \(steps.joined(separator: "\n"))
              - step: after
                call: shop.print
                with: { order: "${ input.id }" }
                timeout: 30s
            """,
            files
        )
    }

    static func start(_ workflow: PinnedWorkflow) -> RunStarted {
        RunStarted(
            run: "sell-1",
            workflow: "sell",
            digest: workflow.workflow.digest,
            key: "1",
            input: input
        )
    }

    static func childStart(_ workflow: PinnedWorkflow) -> RunStarted {
        RunStarted(
            run: "sell-1/serve",
            workflow: "serve_order",
            digest: workflow.workflow.digest,
            key: nil,
            correlation: "sell-1",
            parent: ParentStep(run: "sell-1", path: path),
            input: input
        )
    }
}

extension Bench {
    /// Writes a run's journal as a process might have left it.
    fileprivate func write(_ events: [Event], of run: RunID, _ workflow: PinnedWorkflow) throws {
        let now = Clock.system.now()
        guard case .runStarted(let start) = events.first,
            let graph = workflow.workflow.member(named: start.workflow)
        else { return }
        let recorded = events.enumerated().map {
            RecordedEvent(sequence: $0.offset + 1, time: now, event: $0.element)
        }
        let state = RunState(id: run, workflow: graph, events: recorded)
        var turn = Turn()
        turn.definitions = [workflow.definition]
        turn.events = [Turn.Append(run: run, events: recorded)]
        turn.runs = [
            RunRecord(
                id: run,
                workflow: start.workflow,
                key: start.key,
                digest: start.digest,
                inputDigest: "",
                status: state.status,
                startedAt: now,
                updatedAt: now
            )
        ]
        try journal.commit(turn)
    }
}
