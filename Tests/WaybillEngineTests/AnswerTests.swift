import CEL
import Testing
import WaybillEngine
import WaybillHandlers
import WaybillInterpreter
import WaybillJournal
import WaybillModel

@Suite(.timeLimit(.minutes(2))) struct AnswerTests {
    private static let once = """
          - step: pay
            call: shop.pay
            with: { order: "${ input.id }" }
        """

    @Test(
        "An answer without the contract's type never becomes an output",
        arguments: [
            (#"{"receipt": 5}"#, "receipt: a number stands where string is expected"),
            (#"{}"#, "`receipt` is missing"),
            ("null", "null stands where { receipt } is expected"),
        ]
    )
    func badOutput(answer: String, reason: String) async throws {
        let hands = Hands(["shop.pay": { _ in .success(try JSON(parsing: answer)) }])
        let end = try await Bench(hands: hands).end(of: "1", in: try Sample.workflow(Self.once))
        guard case .failed(let error, _) = end else {
            Issue.record("ended \(String(describing: end))")
            return
        }
        #expect(error.code == "bad_output")
        #expect(error.effect == .unknown)
        #expect(error.message == "the answer does not have the contract's type: \(reason)")
    }

    @Test func anAnswerThatIsTooLargeIsNotKept() async throws {
        let text = String(repeating: "x", count: 1 << 20)
        let hands = Hands([
            "shop.pay": { _ in .success(.object([JSON.Member("receipt", .string(text))])) }
        ])
        let bench = Bench(hands: hands)
        let end = try await bench.end(of: "1", in: try Sample.workflow(Self.once))
        #expect(end?.errorCode == "payload_too_large")
    }

    @Test func anAnswerThatIsNestedTooDeepIsNotKept() async throws {
        let hands = Hands([
            "shop.pay": { _ in .success(.object([JSON.Member("receipt", .nested(200))])) }
        ])
        let bench = Bench(hands: hands)
        let end = try await bench.end(of: "1", in: try Sample.workflow(Self.once))
        #expect(end?.errorCode == "payload_too_large")
    }

    @Test func detailsThatAreNestedTooDeepAreLeftOut() async throws {
        let hands = Hands([
            "shop.pay": { _ in
                .failure(
                    HandlerFailure(code: "card_declined", message: "no", details: .nested(200))
                )
            }
        ])
        let end = try await Bench(hands: hands).end(of: "1", in: try Sample.workflow(Self.once))
        guard case .failed(let error, _) = end else {
            Issue.record("ended \(String(describing: end))")
            return
        }
        #expect(error.details == .string("left out: nested deeper than 150 levels"))
    }

    @Test func ordersAndEventsThatAreNestedTooDeepAreRefused() async throws {
        let workflow = try Sample.workflow(Sample.pay)
        try await Bench().run { engine in
            await #expect(throws: SubmissionError.self) {
                try await engine.submit(.nested(151), to: workflow)
            }
            let event = Sample.approval("1", by: .nested(150))
            let reason = "the event's data is nested deeper than 150 levels"
            #expect(await engine.deliver(event) == .refused(reason))
        }
    }

    @Test(
        "What is not known of an error's effect is taken from the contract, or is unknown",
        arguments: [
            ("card_declined", nil, Effect.none),
            ("card_declined", .unknown, .unknown),
            ("undeclared", nil, .unknown),
            ("undeclared", Effect.none, .none),
        ] as [(ErrorCode, Effect?, Effect)]
    )
    func effects(code: ErrorCode, said: Effect?, effect: Effect) async throws {
        let hands = Hands(["shop.pay": { _ in .failure(code, said) }])
        let end = try await Bench(hands: hands).end(of: "1", in: try Sample.workflow(Self.once))
        guard case .failed(let error, _) = end else {
            Issue.record("ended \(String(describing: end))")
            return
        }
        #expect(error.code == code)
        #expect(error.effect == effect)
    }

    @Test func detailsWithANumberThatNothingHoldsAreLeftOut() async throws {
        let hands = Hands([
            "shop.pay": { _ in
                let details = try JSON(parsing: #"{"limit": 1e400}"#)
                return .failure(
                    HandlerFailure(code: "card_declined", message: "no", details: details)
                )
            }
        ])
        let end = try await Bench(hands: hands).end(of: "1", in: try Sample.workflow(Self.once))
        guard case .failed(let error, _) = end else {
            Issue.record("ended \(String(describing: end))")
            return
        }
        let note = "left out: 1e400 is more than a double or a decimal can hold"
        #expect(error.details == .string(note))
    }

    @Test func anAttemptThatTakesTooLongTimesOut() async throws {
        let hands = Hands(["shop.pay": neverAnswers])
        let workflow = try Sample.workflow(
            """
              - step: pay
                call: shop.pay
                with: { order: "${ input.id }" }
                timeout: 50ms
            """
        )
        let end = try await Bench(hands: hands).end(of: "1", in: workflow)
        #expect(end?.errorCode == "timeout")
    }
}

extension JSON {
    /// Arrays inside each other.
    fileprivate static func nested(_ levels: Int) -> JSON {
        (0..<levels).reduce(.null) { inner, _ in .array([inner]) }
    }
}
