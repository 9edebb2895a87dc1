import CEL
import Foundation
import Hummingbird
import Testing
import WaybillHandlers

/// Where published events are delivered to.
@Suite struct EventSinkTests {
    private static let event = JSON.object([
        JSON.Member("specversion", .string("1.0")), JSON.Member("id", .string("sell-1/tell")),
    ])

    // MARK: - Files

    @Test func aFileGetsOneLineForEachEvent() async throws {
        let folder = try TemporaryFolder()
        let sink = FileEventSink(path: folder.file("events.jsonl"))
        for _ in 1...2 { try await sink.deliver(Self.event) }
        let line = #"{"specversion":"1.0","id":"sell-1/tell"}"#
        #expect(try folder.lines("events.jsonl") == [line, line])
    }

    @Test func aLineThatACrashCutOffStaysApart() async throws {
        let folder = try TemporaryFolder()
        let cut = #"{"specversion":"1.0","id":"se"#
        try cut.write(toFile: folder.file("events.jsonl"), atomically: true, encoding: .utf8)
        try await FileEventSink(path: folder.file("events.jsonl")).deliver(Self.event)
        let line = #"{"specversion":"1.0","id":"sell-1/tell"}"#
        #expect(try folder.lines("events.jsonl") == [cut, line])
    }

    @Test func aFileThatCannotBeWrittenSaysWhy() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("missing/events.jsonl")
        await #expect(
            throws: DeliveryError("\(path) cannot be written: No such file or directory")
        ) {
            try await FileEventSink(path: path).deliver(Self.event)
        }
    }

    // MARK: - HTTP

    @Test func aServiceIsSentAStructuredCloudEvent() async throws {
        let log = RequestLog()
        try await withServer { request in
            log.append(request)
            return .test(202)
        } _: { address in
            try await HTTPEventSink(url: "\(address)/inbox").deliver(Self.event)
        }
        let request = try #require(log.all.first)
        #expect(request.method == "POST")
        #expect(request.path == "/inbox")
        #expect(request.headers["content-type"] == "application/cloudevents+json; charset=utf-8")
        #expect(request.body == Self.event.description)
    }

    @Test func anAnswerThatIsNoSuccessIsAFailure() async throws {
        try await withServer { _ in
            .test(503, headers: ["Retry-After": "7"])
        } _: { address in
            _ = await #expect(
                throws: DeliveryError("\(address) answered 503", retryAfter: .seconds(7))
            ) {
                try await HTTPEventSink(url: address).deliver(Self.event)
            }
        }
    }

    @Test func aServiceThatIsNotThereIsAFailure() async throws {
        let address = try await withServer { _ in
            .test(200)
        } _: {
            $0
        }
        let error = await #expect(throws: DeliveryError.self) {
            try await HTTPEventSink(url: address).deliver(Self.event)
        }
        #expect(error?.reason.hasPrefix("\(address) could not be reached: ") == true)
    }
}
