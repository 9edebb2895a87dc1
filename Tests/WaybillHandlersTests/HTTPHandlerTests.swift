import CEL
import Foundation
import Hummingbird
import Testing
import WaybillModel

@testable import WaybillHandlers

@Suite struct HTTPHandlerTests {
    @Test func `sends the input, the key, what it undoes and the trace`() async throws {
        let log = RequestLog()
        let answer = try await withServer {
            log.append($0)
            return .test(200, #"{"authorization":"A-1"}"#)
        } _: { address in
            let binding = HTTPBinding(
                method: .put,
                url: BoundText("\(address)/authorizations"),
                headers: [
                    .init(
                        name: "Authorization",
                        value: BoundText(written: "Bearer ${secret.T}", value: "Bearer t0ken")
                    )
                ]
            )
            return await HTTPHandler(binding).handle(
                .test(input: try .parsed(#"{"amount":19.90}"#), undoes: "run-1/charge")
            )
        }
        #expect(answer == .success(try .parsed(#"{"authorization":"A-1"}"#)))
        let request = try #require(log.all.first)
        #expect(request.method == "PUT")
        #expect(request.path == "/authorizations")
        #expect(request.body == #"{"amount":19.90}"#)
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["idempotency-key"] == "run-1/authorize")
        #expect(request.headers["waybill-undoes"] == "run-1/charge")
        #expect(request.headers["authorization"] == "Bearer t0ken")
        #expect(
            request.headers["traceparent"]
                == TraceContext(run: "run-1", key: "run-1/authorize").description
        )
    }

    @Test func `writes a key that no header can hold with percent signs`() async throws {
        let log = RequestLog()
        _ = try await withServer {
            log.append($0)
            return .test(204)
        } _: { address in
            await HTTPHandler(HTTPBinding(url: BoundText(address))).handle(.test(key: "Größe 5%\n"))
        }
        #expect(log.all.first?.headers["idempotency-key"] == "Gr%C3%B6%C3%9Fe%205%25%0A")
    }

    /// A status, with or without a problem document, and what becomes of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let status: Int
        var body = ""
        var type = "application/json"
        var headers: [String: String] = [:]
        let code: ErrorCode
        let effect: Effect?
        var retryAfter: Duration?
        var testDescription: String { "\(status) \(body)" }
    }

    static let rows = [
        Row(status: 500, code: .unavailable, effect: .unknown),
        Row(status: 502, body: "<html>", type: "text/html", code: .unavailable, effect: .unknown),
        Row(
            status: 503,
            headers: ["Retry-After": "7"],
            code: .unavailable,
            effect: .unknown,
            retryAfter: .seconds(7)
        ),
        Row(status: 408, code: .unavailable, effect: .unknown),
        Row(
            status: 429,
            headers: ["Retry-After": "0"],
            code: .unavailable,
            effect: Effect.none,
            retryAfter: .zero
        ),
        Row(status: 400, code: .rejectedInput, effect: Effect.none),
        Row(status: 404, code: .rejectedInput, effect: Effect.none),
        Row(status: 302, headers: ["Location": "/other"], code: .unavailable, effect: .unknown),
        Row(
            status: 402,
            body: #"{"code":"card_declined","detail":"no"}"#,
            type: "application/problem+json",
            code: "card_declined",
            effect: nil
        ),
        Row(
            status: 409,
            body: #"{"type":"https://shop.example/problems/out_of_stock"}"#,
            type: "application/problem+json; charset=utf-8",
            code: "out_of_stock",
            effect: nil
        ),
        Row(
            status: 500,
            body: #"{"code":"gateway_busy","effect":"none"}"#,
            type: "application/problem+json",
            headers: ["Retry-After": "2"],
            code: "gateway_busy",
            effect: Effect.none,
            retryAfter: .seconds(2)
        ),
        Row(
            status: 500,
            body: #"{"type":"about:blank","title":"Internal Server Error"}"#,
            type: "application/problem+json",
            code: .unavailable,
            effect: .unknown
        ),
        Row(
            status: 400,
            body: #"{"code":"card_declined"}"#,
            code: .rejectedInput,
            effect: Effect.none
        ),
        Row(status: 200, body: "<html>", code: .badOutput, effect: .unknown),
    ]

    @Test(arguments: rows) func `reads an error off the status and the problem`(
        row: Row
    ) async throws {
        let failure = try #require(
            try await answer(.test(row.status, row.body, type: row.type, headers: row.headers))
                .failure
        )
        #expect(failure.code == row.code)
        #expect(failure.effect == row.effect)
        #expect(failure.retryAfter == row.retryAfter)
    }

    @Test func `gives a problem's detail as message and its extensions as details`() async throws {
        let problem = #"{"code":"out_of_stock","title":"No","detail":"None left","sku":"TEA"}"#
        let failure = try #require(
            try await answer(.test(422, problem, type: "application/problem+json")).failure
        )
        #expect(failure.message == "None left")
        #expect(failure.details == .object([.init("sku", .string("TEA"))]))
    }

    @Test func `takes an empty body for null`() async throws {
        #expect(try await answer(.test(204)) == .success(.null))
    }

    @Test func `refuses an answer that is too large`() async throws {
        let huge = "\"" + String(repeating: "x", count: 4 * 1024 * 1024) + "\""
        let failure = try await answer(.test(200, huge)).failure
        #expect(failure?.code == .payloadTooLarge)
        #expect(failure?.effect == .unknown)
    }

    @Test func `does not know the effect when no answer comes in time`() async throws {
        let failure = try await withServer { _ in
            try await Task.sleep(for: .seconds(30))
            return .test(200)
        } _: { address in
            await HTTPHandler(HTTPBinding(url: BoundText(address))).handle(
                .test(timeout: .milliseconds(200))
            )
        }.failure
        #expect(failure?.code == .timeout)
        #expect(failure?.effect == .unknown)
    }

    @Test func `does not know the effect when the connection is lost`() async throws {
        let failure = try await answer(.cutOff).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == .unknown)
    }

    @Test func `knows that a refused connection had no effect`() async throws {
        // Nothing listens on port 1, and no server of a test is given it by chance.
        let closed = "http://127.0.0.1:1/"
        let failure = await HTTPHandler(HTTPBinding(url: BoundText(closed))).handle(.test()).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.message == "the service could not be reached: Connection refused")
        #expect(failure?.effect == Effect.none)
    }

    @Test func `knows that a host which does not exist had no effect`() async throws {
        let binding = HTTPBinding(url: BoundText("http://no-such-host.invalid/"))
        let failure = await HTTPHandler(binding).handle(.test()).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == Effect.none)
    }

    @Test func `never shows a secret in a message`() async throws {
        let binding = HTTPBinding(
            url: BoundText(written: "http://${secret.H}.invalid", value: "http://hunter2.invalid")
        )
        let answer = await HTTPHandler(binding).handle(.test())
        #expect(!String(describing: answer).contains("hunter2"))
        #expect(!String(reflecting: binding).contains("hunter2"))
    }

    private func answer(_ response: Response) async throws -> HandlerAnswer {
        try await withServer { _ in
            response
        } _: { address in
            await HTTPHandler(HTTPBinding(url: BoundText(address))).handle(.test())
        }
    }
}
