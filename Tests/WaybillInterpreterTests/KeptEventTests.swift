import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Which of the events that came before their await a run takes.
@Suite struct KeptEventTests {
    private let script: Script

    init() throws {
        script = try Script(
            """
            - step: word
              await: order.decided
              match: { order: input.order }
              where: 1 / size(event.source) >= 0
              timeout: 1h
            """
        )
    }

    private func event(_ id: String, before time: Duration = .zero, source: String = "desk")
        -> CloudEvent
    {
        CloudEvent(
            id: id,
            source: source,
            type: "order.decided",
            time: script.state.startedAt.advanced(by: .zero - time),
            data: .object([.init("order", .string("A-1")), .init("approved", .bool(true))])
        )
    }

    /// Each came when it says.
    private func found(
        _ events: [CloudEvent],
        keptAt time: Timestamp? = nil,
        taken: Set<String> = []
    ) throws -> Event? {
        let subscription = try #require(script.state.commands.firstSubscription)
        let kept = events.map { ($0, time ?? $0.time) }
        return script.state.fact(ofKept: kept, for: subscription, at: script.now) {
            taken.contains($0.id)
        }
    }

    @Test func theFirstIsTaken() throws {
        let fact = try found([event("e1", before: .seconds(5)), event("e2")])
        #expect(fact?.taken == "e1")
    }

    @Test func oneThatAnotherTookIsMeantForItOnlyIfItCameWhileItWasThere() throws {
        let events = [event("e1", before: .seconds(5)), event("e2")]
        #expect(try found(events, taken: ["e1", "e2"])?.taken == "e2")
        #expect(try found([events[0]], taken: ["e1"]) == nil)
    }

    /// Producers say what time they like.
    @Test func whenItCameIsWhenItWasKept() throws {
        let early = event("e1", before: .seconds(5))
        let fact = try found([early], keptAt: script.state.startedAt, taken: ["e1"])
        #expect(fact?.taken == "e1")
    }

    @Test func ofOneForWhichWhereCannotBeComputedThereIsSomethingToSayFirst() throws {
        let odd = event("e1", source: "")
        guard case .eventPassedOver(_, odd.identity, _) = try found([odd, event("e2")]) else {
            Issue.record("the event is not passed over")
            return
        }
    }
}

extension [Command] {
    fileprivate var firstSubscription: Subscription? {
        for case .await(let subscription) in self { return subscription }
        return nil
    }
}

extension Event {
    fileprivate var taken: String? {
        if case .eventReceived(_, let event) = self { event.id } else { nil }
    }
}
