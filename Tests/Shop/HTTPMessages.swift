import CEL
import Foundation
import HTTPTypes
import Hummingbird
import Logging

extension Request {
    /// The whole body, at most 1 MiB.
    func text() async throws -> String {
        String(buffer: try await body.collect(upTo: 1024 * 1024))
    }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }
}

extension Response {
    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// A problem document (RFC 9457).
    static func problem(_ code: String, _ detail: String) -> Response {
        let document = JSON.object([
            .init("type", .string("https://shop.example.com/problems/\(code)")),
            .init("status", .number("422")),
            .init("code", .string(code)),
            .init("detail", .string(detail)),
            .init("effect", .string("none")),
        ])
        return text(
            document.description,
            type: "application/problem+json",
            status: .unprocessableContent
        )
    }

    /// A response whose body never comes: the connection is closed instead.
    static var cutOff: Response {
        Response(status: .ok, body: ResponseBody(contentLength: 1) { _ in throw CutOff() })
    }

    private struct CutOff: Error {}
}

extension Logger {
    /// A logger that speaks only of what goes wrong.
    static var quiet: Logger {
        var logger = Logger(label: "shop")
        logger.logLevel = .critical
        return logger
    }
}

/// Tells whoever started the server, at once.
func announce(_ line: String) { FileHandle.standardOutput.write(Data("\(line)\n".utf8)) }

/// Ends the process as `kill -9` does: nothing is finished, nothing is answered.
func endAtOnce() -> Never { _exit(137) }
