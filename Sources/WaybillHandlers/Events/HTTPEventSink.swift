import AsyncHTTPClient
package import CEL
import NIOCore
import NIOHTTP1

/// Sends events to an HTTP service, each as a POST in the structured mode of CloudEvents. Any 2xx
/// answer takes the event over.
package struct HTTPEventSink: EventSink {
    /// How long an answer may take.
    private static let timeout = TimeAmount.seconds(30)
    /// The most of an answer that is read, in bytes.
    private static let responseLimit = 64 * 1024

    private let url: String
    private let client = HTTPClient.forHandlers

    package init(url: String) { self.url = url }

    package func deliver(_ event: JSON) async throws(DeliveryError) {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(
            name: "Content-Type",
            value: "application/cloudevents+json; charset=utf-8"
        )
        request.body = .bytes(ByteBuffer(string: event.description))
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, timeout: Self.timeout)
        } catch {
            throw DeliveryError("\(url) could not be reached: \(error.reachingReason)")
        }
        // The connection is used again once the answer is read.
        _ = try? await response.body.collect(upTo: Self.responseLimit)
        guard !(200...299).contains(response.status.code) else { return }
        throw DeliveryError(
            "\(url) answered \(response.status.code)",
            retryAfter: response.headers.first(name: "Retry-After")
                .flatMap(RetryAfter.init(headerValue:))?.delay()
        )
    }
}
