import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// An undo that reads `call.output`: an unknown effect is settled first, by asking again with the
/// same key.
@Suite struct SettlingTests {
    private static let label = """
        - step: label
          call: label.buy
          timeout: 10s
          compensate:
            call: label.void
            with: { label: "${ call.output.label }" }
            timeout: 10s
        - { step: stop, fail: hopeless }
        """

    @Test func aKnownOutputNeedsNoQuestion() throws {
        var run = try Script(Self.label)
        try run.answer("label", #"{"label": "l1"}"#)
        #expect(try run.invocation("undo label").input.description == #"{"label":"l1"}"#)
    }

    @Test func anUnknownEffectIsAskedForWithTheSameKey() throws {
        var run = try Script(Self.label)
        let first = try run.invocation("label")
        try run.fail("label", "unavailable", effect: .unknown)
        #expect(run.tell().contains("label asked again"))
        let second = try run.invocation("label")
        #expect(second.idempotencyKey == first.idempotencyKey)
        #expect(second.input == first.input)
        #expect(second.attempt == 2)
        try run.answer("label", #"{"label": "l1"}"#)
        #expect(try run.invocation("undo label").input.description == #"{"label":"l1"}"#)
        try run.answer("undo label")
        #expect(run.end == "compensated: unavailable")
    }

    @Test func aDefiniteNoMeansThatThereIsNothingToUndo() throws {
        var run = try Script(Self.label)
        try run.fail("label", "unavailable", effect: .unknown)
        try run.fail("label", "refused", effect: .none)
        #expect(run.calls == [])
        #expect(run.end == "failed: unavailable")
    }

    @Test func theQuestionIsRetriedWhileTheAnswerIsUnknown() throws {
        var run = try Script(Self.label)
        try run.fail("label", "unavailable", effect: .unknown)
        for _ in 0..<10 {
            try run.fail("label", "unavailable", effect: .unknown)
            #expect(run.status == .compensating)
            run.passToNextTimer()
        }
        try run.answer("label", #"{"label": "l1"}"#)
        #expect(run.calls == ["undo label"])
    }

    @Test func aQuestionInterruptedIsAskedAgain() throws {
        var run = try Script(Self.label)
        try run.fail("label", "unavailable", effect: .unknown)
        try run.interrupt("label")
        #expect(run.calls == ["label"])
        try run.answer("label", #"{"label": "l1"}"#)
        #expect(run.calls == ["undo label"])
    }
}
