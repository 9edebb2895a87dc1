import CEL
import TestSupport
import Testing
import WaybillHistory
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite("The lists of events")
struct EventListTests {
    private static func time(_ text: String) throws -> Timestamp {
        try #require(Timestamp(rfc3339: "2026-06-\(text)"))
    }

    private static func event(_ id: String, subject: String? = nil) throws -> CloudEvent {
        CloudEvent(
            id: id,
            source: "desk",
            type: "order.review_decided",
            subject: subject,
            time: try time("01T09:00:00Z"),
            correlation: "web-7",
            data: .object([JSON.Member("approved", .bool(true))])
        )
    }

    private static func summaries() throws -> [EventSummary] {
        let now = try time("09T09:00:00Z")
        let day = try time("01T09:00:00Z")
        return [
            EventSummary(
                KeptEvent(try event("e-1", subject: "W-1"), keptAt: day),
                takers: ["fulfil_order-W-1", "audit-W-1"],
                asOf: now
            ),
            EventSummary(
                KeptEvent(try event("e-2"), keptAt: try time("08T09:00:00Z")),
                takers: [],
                asOf: now
            ),
            EventSummary(KeptEvent(try event("e-3"), keptAt: day), takers: [], asOf: now),
            EventSummary(
                KeptEvent(try event("e-4"), from: .run, keptAt: day),
                takers: [],
                asOf: now
            ),
        ]
    }

    private static func waiting() throws -> [OutboxEntry] {
        let position = OutboxPosition(rawValue: 1)
        return [
            OutboxEntry(position: position, run: "fulfil_order-W-1", event: try event("e-1")),
            OutboxEntry(
                position: position,
                run: "fulfil_order-W-2",
                event: try event("e-2"),
                attempts: 3,
                lastError: "http://127.0.0.1:9 could not be reached"
            ),
        ]
    }

    @Test("a kept event is taken, early, an orphan, or published")
    func states() throws {
        #expect(try Self.summaries().map(\.state) == [.taken, .early, .orphan, .published])
    }

    @Test("they are listed in columns")
    func columns() throws {
        let kept = EventSummary.rendered(try Self.summaries(), colour: false)
        let waiting = OutboxEntry.rendered(try Self.waiting(), colour: false)
        expectGolden(kept + "\n" + waiting, named: "events.list")
    }

    @Test("programs read them as JSON")
    func json() throws {
        let json = JSON.object([
            JSON.Member("events", .array(try Self.summaries().map(\.json))),
            JSON.Member("undelivered", .array(try Self.waiting().map(\.json))),
        ])
        expectGolden(json.prettyPrinted + "\n", named: "events.list.json")
    }
}
