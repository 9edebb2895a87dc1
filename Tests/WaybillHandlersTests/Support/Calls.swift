import CEL
import Foundation
import WaybillModel

@testable import WaybillHandlers

extension HandlerCall {
    /// A call with the parts that matter to a test. It has time enough for a machine that is busy with
    /// all the others.
    static func test(
        _ handler: HandlerName = "payments.authorize",
        input: JSON = .object([]),
        key: String = "run-1/authorize",
        undoes: String? = nil,
        attempt: Int = 1,
        timeout: Duration? = .seconds(600)
    ) -> HandlerCall {
        HandlerCall(
            handler: handler,
            input: input,
            idempotencyKey: key,
            undoes: undoes,
            attempt: attempt,
            run: "run-1",
            timeout: timeout
        )
    }
}

extension HandlerAnswer {
    var output: JSON? { if case .success(let output) = self { output } else { nil } }
    var failure: HandlerFailure? { if case .failure(let failure) = self { failure } else { nil } }
}

extension JSON {
    static func parsed(_ text: String) throws -> JSON { try JSON(parsing: text) }
}

/// A folder of its own for each test; it is gone when the test is.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "waybill-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: file(name), encoding: .utf8).split(separator: "\n")
            .map(String.init)
    }
}
