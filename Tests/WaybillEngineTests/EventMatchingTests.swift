import CEL
import ProcessSupport
import Testing
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Which run takes an event, and what becomes of one that none takes, on a store on disk.
@Suite(.timeLimit(.minutes(2))) struct EventMatchingTests {
    private let store: TemporaryStore
    private let clock = HandClock()
    private let bench: Bench

    init() throws {
        store = try TemporaryStore()
        bench = Bench(journal: try SQLiteJournal(store.lease()), clock: clock.clock)
    }

    private func submit(_ order: String, _ steps: String, on engine: Engine) async throws {
        let workflow = try Sample.workflow(steps)
        let run = try await engine.submit(Sample.order(order), to: workflow).run
        _ = try await bench.state(of: run) { $0.status == .waiting }
    }

    private static let byWhere = """
          - step: approval
            await: order.approved
            where: event.data.order == input.id
            timeout: 3d
        """

    private static let either = """
          - step: word
            await: [order.approved, order.withdrawn]
            match: { order: input.id }
            timeout: 3d
        """

    private func event(
        _ type: EventType,
        _ order: String,
        id: String = "e1",
        source: String = "desk",
        fields: [JSON.Member]
    ) -> CloudEvent {
        CloudEvent(
            id: id,
            source: source,
            type: type,
            subject: order,
            time: clock.clock.now(),
            data: .object([JSON.Member("order", .string(order))] + fields)
        )
    }

    private func approval(_ order: String, id: String = "e1", source: String = "desk")
        -> CloudEvent
    {
        event(
            "order.approved",
            order,
            id: id,
            source: source,
            fields: [JSON.Member("by", .string("kim"))]
        )
    }

    private func withdrawal(_ order: String, id: String = "w1") -> CloudEvent {
        event("order.withdrawn", order, id: id, fields: [JSON.Member("why", .string("late"))])
    }

    @Test func theRunForWhichWhereHoldsTakesIt() async throws {
        try await bench.run { engine in
            try await submit("1", Self.byWhere, on: engine)
            try await submit("2", Self.byWhere, on: engine)
            #expect(await engine.deliver(approval("2")) == .accepted)
        }
        #expect(try bench.journal.run("sell-1")?.status == .waiting)
        #expect(try bench.journal.run("sell-2")?.status == .completed)
    }

    private static let byData = byWhere.replacing(
        "event.data.order == input.id",
        with: "1 / size(event.data.by) >= 0"
    )

    private static let refusal =
        "run sell-1 cannot compute the `where` of approval: division by zero"

    @Test func anEventForWhichWhereCannotBeComputedIsRefusedAndKeptAndTheRunsGoOn() async throws {
        try await bench.run { engine in
            try await submit("1", Self.byData, on: engine)
            let blank = event(
                "order.approved",
                "1",
                fields: [JSON.Member("by", .string(""))]
            )
            #expect(await engine.deliver(blank) == .refused(Self.refusal))
            #expect(try bench.journal.keptEvent(blank.identity)?.refusal == Self.refusal)
            #expect(try bench.journal.run("sell-1")?.status == .waiting)
            #expect(try bench.orphans == [blank])
            let warnings = try await bench.state(of: "sell-1").warnings
            #expect(warnings.map(\.path) == [StepPath.root.step("approval")])

            #expect(await engine.deliver(approval("1", id: "e2")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
    }

    @Test func oneForWhichWhereCannotBeComputedSentAgainIsRefusedOnceMore() async throws {
        let blank = event("order.approved", "1", fields: [JSON.Member("by", .string(""))])
        try await bench.run { engine in
            try await submit("1", Self.byData, on: engine)
            _ = await engine.deliver(blank)
            #expect(await engine.deliver(blank) == .refused(Self.refusal))
        }
    }

    @Test func ofThoseThatCameEarlyEachIsRefusedForWhichWhereCannotBeComputed() async throws {
        try await bench.run { engine in
            for id in ["e1", "e2"] {
                let blank = event(
                    "order.approved",
                    "1",
                    id: id,
                    fields: [JSON.Member("by", .string(""))]
                )
                #expect(await engine.deliver(blank) == .kept)
            }
            #expect(await engine.deliver(approval("1", id: "e3")) == .kept)
            _ = try await engine.submit(Sample.order("1"), to: try Sample.workflow(Self.byData))
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
        let refusals = try bench.journal.keptEvents(matching: .untaken, limit: 9).map(\.refusal)
        #expect(refusals == [Self.refusal, Self.refusal])
    }

    @Test func anEventOfAnyOfTheTypesIsTaken() async throws {
        try await bench.run { engine in
            try await submit("1", Self.either, on: engine)
            try await submit("2", Self.either, on: engine)
            #expect(await engine.deliver(withdrawal("1")) == .accepted)
            #expect(await engine.deliver(approval("2")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            _ = try await bench.state(of: "sell-2") { $0.end != nil }
        }
    }

    @Test func ofSeveralThatCameEarlyTheFirstIsTakenWhateverItsType() async throws {
        try await bench.run { engine in
            #expect(await engine.deliver(withdrawal("1")) == .kept)
            #expect(await engine.deliver(approval("1")) == .kept)
        }
        let end = try await bench.end(of: "1", in: try Sample.workflow(Self.either))
        #expect(end == .completed(nil, output: .null))
        #expect(try bench.journal.runs(thatTook: withdrawal("1").identity) == ["sell-1"])
        #expect(try bench.orphans.map(\.id) == ["e1"])
    }

    @Test func oneThatCameEarlyIsHeldAgainstWhereToo() async throws {
        try await bench.run { engine in
            #expect(await engine.deliver(approval("2", id: "e2")) == .kept)
            #expect(await engine.deliver(approval("1", id: "e1")) == .kept)
        }
        _ = try await bench.end(of: "1", in: try Sample.workflow(Self.byWhere))
        #expect(try bench.orphans.map(\.id) == ["e2"])
    }

    @Test func twoRunsThatAwaitTheSameEventBothTakeIt() async throws {
        let anyones = Self.byWhere.replacing(
            "event.data.order == input.id",
            with: "event.data.by == 'kim'"
        )
        try await bench.run { engine in
            try await submit("1", anyones, on: engine)
            try await submit("2", anyones, on: engine)
            #expect(await engine.deliver(approval("x")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            _ = try await bench.state(of: "sell-2") { $0.end != nil }
        }
        let takers = try bench.journal.runs(thatTook: approval("x").identity)
        #expect(takers == ["sell-1", "sell-2"])
    }

    @Test func oneEventIsTakenByOneOfTwoAwaitsOfARun() async throws {
        let twice = """
              - step: both
                parallel:
                  one: [{ step: first, await: order.approved, match: { order: input.id }, timeout: 1d }]
                  two: [{ step: second, await: order.approved, match: { order: input.id }, timeout: 1d }]
            """
        try await bench.run { engine in
            try await submit("1", twice, on: engine)
            #expect(await engine.deliver(approval("1")) == .accepted)
            #expect(await engine.deliver(approval("1")) == .accepted)
            let state = try await bench.state(of: "sell-1")
            #expect(state.status == .waiting)
            let received = try bench.events(of: "sell-1").filter {
                if case .eventReceived = $0 { true } else { false }
            }
            #expect(received.count == 1)

            #expect(await engine.deliver(approval("1", source: "web")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
        }
    }

    @Test func whatMatchesNothingAndWhatComesAfterTheEndAreOrphans() async throws {
        try await bench.run { engine in
            try await submit("1", Self.either, on: engine)
            #expect(await engine.deliver(approval("9", id: "e9")) == .kept)
            #expect(await engine.deliver(approval("1", id: "e1")) == .accepted)
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            #expect(await engine.deliver(approval("1", id: "e2")) == .kept)
        }
        #expect(try bench.orphans.map(\.id) == ["e9", "e2"])
    }

    private func kept() throws -> [String] {
        try bench.journal.keptEvents(matching: KeptEventFilter(), limit: 9).map(\.event.id)
    }

    @Test func aTakenEventIsForgottenAfterAWeekAndAnOrphanIsNot() async throws {
        try await bench.run { engine in
            try await submit("1", Self.either, on: engine)
            _ = await engine.deliver(approval("9", id: "e9"))
            _ = await engine.deliver(approval("1", id: "e1"))
            _ = try await bench.state(of: "sell-1") { $0.end != nil }
            clock.advance(by: .seconds(6 * 86_400))
            try await submit("2", Self.either, on: engine)
            #expect(try kept() == ["e1", "e9"])
            clock.advance(by: .seconds(2 * 86_400))
            try await submit("3", Self.either, on: engine)
            #expect(await eventually { (try? kept()) == ["e9"] })
        }
        let hasReceived = try bench.events(of: "sell-1").contains {
            if case .eventReceived = $0 { true } else { false }
        }
        #expect(hasReceived)
    }

    @Test func anEventThatIsRecordedBeforeItsTimerIsTakenThoughTheTimeIsUp() async throws {
        try await bench.run { try await submit("1", Self.either, on: $0) }
        clock.advance(by: .seconds(3 * 86_400))
        let id = try bench.journal.submit(.event(approval("1")))
        try await bench.run { _ in
            let end = try await bench.state(of: "sell-1") { $0.end != nil }.end
            #expect(end == .completed(nil, output: .null))
        }
        #expect(try bench.journal.verdict(of: id) == .accepted)
    }

    @Test func anEventThatIsRecordedAfterItsTimerComesTooLate() async throws {
        try await bench.run { engine in
            try await submit("1", Self.either, on: engine)
            clock.advance(by: .seconds(3 * 86_400))
            let end = try await bench.state(of: "sell-1") { $0.end != nil }.end
            #expect(end?.errorCode == .timeout)
            #expect(await engine.deliver(approval("1")) == .kept)
        }
        #expect(try bench.orphans.map(\.id) == ["e1"])
    }
}
