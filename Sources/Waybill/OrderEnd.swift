import CEL
import Foundation
import WaybillInterpreter
import WaybillModel

/// How an order ended.
public struct OrderEnd: Sendable {
    /// The status that a run ends in.
    public enum Status: String, Sendable {
        /// With a named outcome.
        case completed
        /// Failed, and everything undone.
        case compensated
        case failed
        case cancelled
    }

    /// The id of the run.
    public let run: String
    /// The status.
    public let status: Status
    /// The named outcome of a completed run.
    public let outcome: String?
    /// What made it fail, in a sentence.
    public let error: String?
    private let output: JSON

    init(run: RunID, _ end: RunEnd) {
        self.run = run.rawValue
        switch end {
        case .completed(let outcome, let output):
            (status, self.outcome, error) = (.completed, outcome?.rawValue, nil)
            self.output = output
        case .compensated(let error):
            (status, outcome, self.error) = (.compensated, nil, error.message)
            output = .null
        case .failed(let error, _):
            (status, outcome, self.error) = (.failed, nil, error.message)
            output = .null
        case .cancelled(let reason):
            (status, outcome, error) = (.cancelled, nil, reason)
            output = .null
        }
    }

    /// The output, decoded.
    public func output<Output: Decodable>(as type: Output.Type) throws -> Output {
        try output.decoded(as: type)
    }
}

extension JSON {
    /// The document as a value of the program, with dates as ISO 8601.
    func decoded<Content: Decodable>(as type: Content.Type) throws -> Content {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: Data(description.utf8))
    }

    /// A value of the program as JSON, with dates as ISO 8601.
    init<Content: Encodable>(encoding content: Content) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = .sortedKeys
        try self.init(parsing: String(decoding: try encoder.encode(content), as: UTF8.self))
    }
}
