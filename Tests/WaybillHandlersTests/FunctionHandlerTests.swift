import CEL
import Foundation
import Testing
import WaybillModel

@testable import WaybillHandlers

@Suite struct FunctionHandlerTests {
    struct Charge: Codable, Sendable {
        let order: String
        let amount: Decimal
    }

    @Test func `decodes the input and encodes the output, money exactly`() async throws {
        let handler = FunctionHandler { (charge: Charge, call: CallContext) in
            Charge(order: "\(charge.order)/\(call.idempotencyKey)", amount: charge.amount * 3)
        }
        let answer = await handler.handle(
            .test(input: try .parsed(#"{"order":"W-1","amount":0.1}"#), key: "k")
        )
        #expect(answer.output?["order"] == .string("W-1/k"))
        #expect(answer.output?["amount"] == .number("0.3"))
    }

    @Test func `answers null for a function without an output`() async throws {
        let handler = FunctionHandler { (_: [String: String], _: CallContext) in }
        #expect(await handler.handle(.test()) == .success(.null))
    }

    @Test func `refuses an input that is not of its type`() async {
        let handler = FunctionHandler { (_: Charge, _) in true }
        let failure = await handler.handle(.test(input: .object([]))).failure
        #expect(failure?.code == .rejectedInput)
        #expect(failure?.effect == Effect.none)
    }

    @Test func `reports the error that it throws`() async throws {
        let handler = FunctionHandler { (_: [String: String], _) -> Bool in
            throw HandlerError(
                "card_declined",
                "No",
                effect: HandlerError.Effect.none,
                retryAfter: .seconds(3)
            )
        }
        #expect(
            await handler.handle(.test()).failure
                == HandlerFailure(
                    code: "card_declined",
                    message: "No",
                    effect: Effect.none,
                    retryAfter: .seconds(3)
                )
        )
    }

    @Test func `does not know the effect of a call that ends with a foreign error`() async {
        let handler = FunctionHandler { (_: [String: String], _) -> Bool in
            throw CocoaError(.fileNoSuchFile)
        }
        let failure = await handler.handle(.test()).failure
        #expect(failure?.code == .unavailable)
        #expect(failure?.effect == .unknown)
    }

    @Test func `is cancelled when its time is up`() async {
        let handler = FunctionHandler { (_: [String: String], _) -> Bool in
            try await Task.sleep(for: .seconds(600))
            return true
        }
        let failure = await handler.handle(.test(timeout: .milliseconds(50))).failure
        #expect(failure?.code == .timeout)
        #expect(failure?.effect == .unknown)
    }
}
