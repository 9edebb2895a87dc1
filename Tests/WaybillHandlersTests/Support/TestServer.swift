import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What a server received.
struct ReceivedRequest: Sendable {
    let method: String
    let path: String
    let headers: [String: String]
    let body: String
}

/// Runs an HTTP server on a free port for as long as the body takes.
func withServer<Result: Sendable>(
    answering respond: @escaping @Sendable (ReceivedRequest) async throws -> Response,
    _ body: @escaping @Sendable (_ address: String) async throws -> Result
) async throws -> Result {
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
    var logger = Logger(label: "test-server")
    logger.logLevel = .critical
    let application = Application(
        responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
            try await respond(ReceivedRequest(request))
        },
        configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { continuation.yield($0.localAddress?.port ?? 0) },
        logger: logger
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.run() }
        defer { group.cancelAll() }
        for await port in ports { return try await body("http://127.0.0.1:\(port)") }
        throw CancellationError()
    }
}

extension ReceivedRequest {
    fileprivate init(_ request: Request) async throws {
        let bytes = try await request.body.collect(upTo: 16 * 1024 * 1024)
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.rawName.lowercased()] = field.value }
        self.init(
            method: request.method.rawValue,
            path: request.uri.path,
            headers: headers,
            body: String(buffer: bytes)
        )
    }
}

extension Response {
    static func test(
        _ status: Int,
        _ body: String = "",
        type: String = "application/json",
        headers: [String: String] = [:]
    ) -> Response {
        var fields = HTTPFields()
        fields[.contentType] = type
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        return Response(
            status: .init(code: status),
            headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: body))
        )
    }

    /// Promises a body and closes the connection instead.
    static var cutOff: Response {
        Response(
            status: .ok,
            body: ResponseBody(contentLength: 1) { _ in throw CancellationError() }
        )
    }
}

/// Requests in the order received.
final class RequestLog: Sendable {
    private let requests = Mutex<[ReceivedRequest]>([])

    func append(_ request: ReceivedRequest) { requests.withLock { $0.append(request) } }
    var all: [ReceivedRequest] { requests.withLock { $0 } }
}
