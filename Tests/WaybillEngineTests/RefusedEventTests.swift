import CEL
import ProcessSupport
import Testing
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Events that somebody they may have been meant for could not take: they are kept, with the reason.
@Suite(.timeLimit(.minutes(2))) struct RefusedEventTests {
    private let bench = Bench()

    private static let refusal =
        "run sell-1 declares order.approved otherwise: data.by: "
        + "a number stands where string is expected"

    private func submit(_ order: String, on engine: Engine) async throws {
        let workflow = try Sample.workflow(Sample.approval)
        let run = try await engine.submit(Sample.order(order), to: workflow).run
        _ = try await bench.state(of: run) { $0.status == .waiting }
    }

    /// The events that are listed with a reason.
    private func refusals() throws -> [String?] {
        try bench.journal.keptEvents(matching: KeptEventFilter(), limit: 99).map(\.refusal)
    }

    @Test func itIsKeptWithTheReason() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            let verdict = await engine.deliver(Sample.approval("1", by: .number("7")))
            #expect(verdict == .refused(Self.refusal))
        }
        #expect(try refusals() == [Self.refusal])
    }

    @Test func sentAgainWithOtherDataItIsTaken() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            _ = await engine.deliver(Sample.approval("1", by: .number("7")))
            #expect(await engine.deliver(Sample.approval("1")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
        #expect(try refusals() == [nil])
        let kept = try bench.journal.keptEvent(Sample.approval("1").identity)
        #expect(kept?.event.data["by"] == .string("kim"))
    }

    @Test(arguments: [true, false])
    func oneWithTheIdOfAnotherIsRefused(isTaken: Bool) async throws {
        let first = Sample.approval("1", by: .string("kim"))
        let other = Sample.approval("1", by: .string("lee"))
        try await bench.run { engine in
            if isTaken { try await submit("1", on: engine) }
            let verdict = await engine.deliver(first)
            #expect(verdict == (isTaken ? .accepted : .kept))
            #expect(await engine.deliver(first) == verdict)
            let fate = isTaken ? ", and was taken by sell-1" : ""
            #expect(
                await engine.deliver(other)
                    == .refused("event e1 from desk came before with other data\(fate)")
            )
        }
        #expect(try bench.journal.keptEvent(first.identity)?.event == first)
    }

    @Test func anEventIsTheSameHoweverItsMembersAreOrdered() throws {
        let event = Sample.approval("1")
        guard case .object(let members) = event.data else {
            Issue.record("the data is no object")
            return
        }
        let turned = CloudEvent(
            id: event.id,
            source: event.source,
            type: event.type,
            time: event.time,
            data: .object(members.reversed())
        )
        #expect(members.count > 1)
        let earlier = try bench.journal.earlier(than: turned, unwritten: event)
        #expect(try #require(earlier).refusal(of: turned) == nil)
    }

    @Test func sentAgainByAnotherProcessItIsLookedAtAnew() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            let first = try bench.journal.submit(.event(Sample.approval("1", by: .number("7"))))
            #expect(
                try await eventually {
                    try bench.journal.verdict(of: first) == .refused(Self.refusal)
                }
            )
            _ = try bench.journal.submit(.event(Sample.approval("1")))
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
    }

    @Test func aRunThatDeclaresItSoTakesItLater() async throws {
        let counting = try Sample.pinned(
            """
            waybill: 1
            workflow: count
            events: { order.approved: { order: string, by: int } }
            input: { id: string }
            key: input.id
            steps:
            \(Sample.approval)
            """
        )
        try await bench.run { engine in
            try await submit("1", on: engine)
            _ = await engine.deliver(Sample.approval("1", by: .number("7")))
            _ = try await engine.submit(Sample.order("1"), to: counting)
            _ = try await bench.state(of: "count-1") { $0.end != nil }
        }
        #expect(try bench.journal.runs(thatTook: Sample.approval("1").identity) == ["count-1"])
    }

    @Test func anOrderOfTheSameKeyIsNotStartedByAnEvent() async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            #expect(await engine.deliver(StartTests.placed("7")) == .accepted)
            let other = StartTests.placed("7", total: .number("6"), id: "e2")
            let verdict = await engine.deliver(other)
            let reason =
                "it does not start bill: key 7 was submitted before with another input, as run bill-7"
            #expect(verdict == .refused(reason))
            #expect(try bench.orphans.map(\.id) == ["e2"])
        }
    }

    /// Nobody waits for the answer when a run publishes an event.
    @Test func oneThatARunPublishesIsKeptWithTheReasonToo() async throws {
        let place = try Sample.pinned(
            """
            waybill: 1
            workflow: place
            events: { order.placed: { order: string, total: int } }
            input: { id: string }
            key: input.id
            steps:
              - { step: tell, emit: order.placed, data: { order: "", total: 5 } }
            """
        )
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            _ = try await engine.submit(Sample.order("1"), to: place)
            _ = try await bench.state(of: "place-1") { $0.end != nil }
        }
        let reason = "it does not start bill: the order has no key: `input.id` is empty"
        #expect(try refusals() == [reason])
    }

    /// Starts by any order that was placed.
    private static func bill() throws -> PinnedWorkflow {
        try Sample.pinned(
            """
            waybill: 1
            workflow: bill
            events: { order.placed: { order: string, total: int } }
            input: { id: string, total: int }
            key: input.id
            start:
              event: order.placed
              input: { id: "${ event.data.order }", total: "${ event.data.total }" }
            steps: [{ step: pause, wait: 1h }]
            """
        )
    }

    // MARK: - Foresight

    /// What would be said with a runner at work is said without one.
    @Test(arguments: [
        ("1", JSON.number("7"), "1", Optional(Self.refusal)),
        ("1", .string("kim"), "1", nil),
        // For nobody there is.
        ("2", .number("7"), "1", nil),
    ])
    func whatARunWouldRefuseIsForeseen(
        order: String,
        by: JSON,
        waiting: String,
        refusal: String?
    ) async throws {
        try await bench.run { try await submit(waiting, on: $0) }
        let event = Sample.approval(order, by: by)
        #expect(try foreseen(event) == refusal)
        try await bench.run { engine in
            let verdict = await engine.deliver(event)
            let said: String? = if case .refused(let reason) = verdict { reason } else { nil }
            #expect(said == refusal)
        }
    }

    @Test(arguments: [
        StartTests.placed("7", total: .number("5"), id: "e2"),
        StartTests.placed("7", total: .number("6"), id: "e2"),
        StartTests.placed("", id: "e2"), StartTests.placed("8", id: "e2"),
        StartTests.placed("8", total: .string("much"), id: "e2"),
    ])
    func whatWouldNotStartIsForeseen(event: CloudEvent) async throws {
        try await bench.run { engine in
            _ = await engine.register(try Self.bill())
            _ = await engine.deliver(StartTests.placed("7"))
        }
        let foreseen = try foreseen(event)
        try await bench.run { engine in
            let verdict = await engine.deliver(event)
            #expect(verdict == foreseen.map { .refused($0) } ?? .accepted)
        }
    }

    @Test func anEventThatARunAwaitsIsTakenThoughNothingStartsByIt() async throws {
        let odd = Sample.approval("1")
        try await bench.run { engine in
            _ = await engine.register(
                try Sample.pinned(
                    """
                    waybill: 1
                    workflow: picky
                    events: { order.approved: { order: string, by: string, note: string? } }
                    input: { id: string }
                    key: input.id
                    start:
                      event: order.approved
                      where: event.data.?note.value() != 'skip'
                      input: { id: "${ event.data.order }" }
                    steps: [{ step: pause, wait: 1h }]
                    """
                )
            )
            try await submit("1", on: engine)
        }
        #expect(try foreseen(odd) == nil)
    }

    private func foreseen(_ event: CloudEvent) throws -> String? {
        try EventForesight(of: event, in: bench.journal, at: Clock.system.now()) { digest, name in
            guard let stored = try? bench.journal.definition(digest) else { return nil }
            return try? StoredWorkflow.load(stored, named: name)
        }.refusal
    }

    // MARK: - Dropping

    @Test func whatIsUnknownOrTakenIsNotDropped() async throws {
        try await bench.run { engine in
            try await submit("1", on: engine)
            _ = await engine.deliver(Sample.approval("1"))
        }
        let taken = Sample.approval("1").identity
        #expect(
            try bench.journal.refusal(toDrop: taken, isUnwritten: false)
                == "event e1 was taken: only what no run has taken is dropped"
        )
        let unknown = CloudEvent.Identity(source: "desk", id: "e9")
        #expect(
            try bench.journal.refusal(toDrop: unknown, isUnwritten: false)
                == "no event e9 from desk is kept"
        )
        #expect(try bench.journal.refusal(toDrop: unknown, isUnwritten: true) == nil)
    }

    @Test func whatCameInTheSameTurnIsDropped() async throws {
        let event = Sample.approval("1")
        _ = try bench.journal.submit(.event(event))
        let drop = try bench.journal.submit(.drop(event.identity, reason: "by mistake"))
        try await bench.run { await $0.synchronize() }
        #expect(try bench.journal.verdict(of: drop) == .accepted)
        #expect(try bench.orphans == [])
    }
}
