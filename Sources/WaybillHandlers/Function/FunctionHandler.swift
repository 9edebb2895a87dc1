import CEL
import Foundation
import WaybillModel

/// Calls a Swift function. Its input is decoded from the contract's input and its output encoded
/// to the contract's output, with dates as ISO 8601.
package struct FunctionHandler<Input: Decodable & Sendable, Output: Encodable & Sendable>:
    StepHandler
{
    private let function: @Sendable (Input, CallContext) async throws -> Output

    /// A handler for a function. It ends a call by throwing ``HandlerError``; any other error is
    /// `unavailable` with unknown effect.
    package init(_ function: @escaping @Sendable (Input, CallContext) async throws -> Output) {
        self.function = function
    }

    /// A handler for a function without an output, such as an undo's: it answers `null`.
    package init(
        _ function: @escaping @Sendable (Input, CallContext) async throws -> Void
    ) where Output == Never? {
        self.init { input, call in
            try await function(input, call)
            return nil
        }
    }

    package func handle(_ call: HandlerCall) async -> HandlerAnswer {
        let input: Input
        do {
            input = try Self.decode(call.input)
        } catch {
            return .failure(
                HandlerFailure(
                    code: .rejectedInput,
                    message: "the input cannot be read as \(Input.self): \(error)",
                    effect: Effect.none
                )
            )
        }
        return await .within(call.timeout) { await answer(input, CallContext(call)) }
    }

    private func answer(_ input: Input, _ context: CallContext) async -> HandlerAnswer {
        let output: Output
        do {
            output = try await function(input, context)
        } catch let error as HandlerError {
            return .failure(HandlerFailure(error))
        } catch is CancellationError {
            return .cancelled(.unknown)
        } catch {
            return .unavailable(String(describing: error), effect: .unknown)
        }
        do {
            return .success(try Self.encode(output))
        } catch {
            return .failure(
                HandlerFailure(
                    code: .badOutput,
                    message: "\(Output.self) cannot be written as JSON: \(error)",
                    effect: .unknown
                )
            )
        }
    }

    private static func decode(_ json: JSON) throws -> Input {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(Input.self, from: Data(json.description.utf8))
    }

    private static func encode(_ output: Output) throws -> JSON {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        let text = String(decoding: try encoder.encode(output), as: UTF8.self)
        return try JSON(parsing: text)
    }
}
