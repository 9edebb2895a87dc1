import Testing
import WaybillInterpreter
import WaybillModel

/// Paths of steps in text, which idempotency keys are made of.
@Suite struct StepPathTests {
    @Test(arguments: [
        "charge", "pay/charge", "pay#2/charge", "reserve[3]/hold", "dispatch.labels/label",
        "poll@2/ask", "a#2/b[0]/c.d/e", "dispatch#2.labels/label",
    ])
    func readsWhatItWrites(text: String) throws {
        #expect(try #require(StepPath(text)).description == text)
    }

    @Test(arguments: ["", "/", "a//b", "a#", "a#x", "a[1", "a[x]", "#2", "a b", "a/"])
    func refusesAnythingElse(text: String) {
        #expect(StepPath(text) == nil)
    }

    @Test func theFirstAttemptOfAScopeIsNotWritten() {
        let path = StepPath([.step("pay"), .attempt(1), .step("charge")])
        #expect(path.description == "pay/charge")
        #expect(StepPath("pay/charge") == path)
    }

    @Test func aKeyNamesRunPathAndDirection() throws {
        let path = try #require(StepPath("pay#2/charge"))
        #expect(OperationID(path).idempotencyKey(in: "run-1") == "run-1/pay#2/charge")
        #expect(OperationID(path, .undo).idempotencyKey(in: "run-1") == "run-1/pay#2/charge/undo")
    }
}
