import AsyncHTTPClient
import CEL
import Foundation
import NIOCore
import NIOHTTP1
package import WaybillModel

/// Calls an HTTP service: the input goes out as JSON, the output or a problem document comes back.
package struct HTTPHandler: StepHandler {
    /// The most that an answer's body may hold, in bytes.
    private static let responseLimit = 4 * 1024 * 1024

    private let binding: HTTPBinding
    private let client: HTTPClient

    /// A handler that shares the process's connections.
    package init(_ binding: HTTPBinding) {
        self.binding = binding
        client = .forHandlers
    }

    package func handle(_ call: HandlerCall) async -> HandlerAnswer {
        await .within(call.timeout) { await attempt(call) }
    }

    private func attempt(_ call: HandlerCall) async -> HandlerAnswer {
        let body = TrackedBody(call.input.description)
        do {
            let response = try await client.execute(
                request(for: call, body: body),
                deadline: .distantFuture
            )
            let bytes = try await response.body.collect(upTo: Self.responseLimit)
            return HTTPAnswer(
                status: response.status,
                headers: response.headers,
                body: String(buffer: bytes)
            ).answer
        } catch is NIOTooManyBytesError {
            return .failure(
                HandlerFailure(
                    code: .payloadTooLarge,
                    message: "the answer is larger than \(Self.responseLimit) bytes",
                    effect: .unknown
                )
            )
        } catch {
            return answer(to: error, wasSent: body.wasSent)
        }
    }

    private func request(for call: HandlerCall, body: TrackedBody) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: binding.url.value)
        request.method = HTTPMethod(rawValue: binding.method.rawValue)
        for header in binding.headers {
            request.headers.add(name: header.name, value: header.value.value)
        }
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
        request.headers.replaceOrAdd(
            name: "Accept",
            value: "application/json, application/problem+json"
        )
        request.headers.replaceOrAdd(
            name: "Idempotency-Key",
            value: call.idempotencyKey.asHeaderValue
        )
        if let undone = call.undoes {
            request.headers.replaceOrAdd(name: "Waybill-Undoes", value: undone.asHeaderValue)
        }
        request.headers.replaceOrAdd(
            name: "traceparent",
            value: TraceContext(run: call.run, key: call.idempotencyKey).description
        )
        request.body = .stream(body, length: .known(Int64(body.count)))
        return request
    }

    /// The answer to an attempt that brought no response. What was never sent had no effect.
    private func answer(to error: any Error, wasSent: Bool) -> HandlerAnswer {
        if Task.isCancelled { return .cancelled(wasSent ? .unknown : .none) }
        return wasSent
            ? .unavailable("the connection was lost before an answer came", effect: .unknown)
            : .unavailable(
                "the service could not be reached: \(error.reachingReason)",
                effect: .none
            )
    }

}

extension Error {
    /// Why a service was not reached, in a few words.
    var reachingReason: String {
        switch self {
        case let error as HTTPClientError: error.shortDescription
        case let error as IOError: String(cString: strerror(error.errnoCode))
        default: "no connection to its host"
        }
    }
}

extension HTTPClient {
    /// The client of all handlers, and of the events' receiver, of the process. It lives as long as the process; it follows no
    /// redirect and tries nothing again, since both are for the workflow to decide.
    static let forHandlers: HTTPClient = {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(10))
        )
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}

extension String {
    /// The text with all that cannot stand in a header's value percent-encoded.
    fileprivate var asHeaderValue: String {
        var value = ""
        for byte in utf8 {
            if (0x21...0x7e).contains(byte), byte != UInt8(ascii: "%") {
                value.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                value += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
        return value
    }
}
