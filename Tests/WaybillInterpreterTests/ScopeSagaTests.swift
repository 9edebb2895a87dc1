import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// How scopes are undone, and tried again after that.
@Suite struct ScopeSagaTests {
    private static let pay = """
        - step: pay
          scope:
        \(Script.charge.indented(4))
        \(Script.reserve.indented(4))
          retry: { max_attempts: 2, initial_delay: 10s, jitter: none }
        """

    @Test func aScopeIsUndoneBeforeItIsTriedAgainWithNewKeys() throws {
        var run = try Script(Self.pay)
        #expect(try run.invocation("pay/charge").idempotencyKey == "run-1/pay/charge")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.fail("pay/reserve", "out_of_stock")
        #expect(run.calls == ["undo pay/charge"])
        try run.answer("undo pay/charge")
        #expect(run.timers == ["attempt 2 of pay in 10.0 seconds"])
        run.pass(.seconds(10))
        #expect(try run.invocation("pay#2/charge").idempotencyKey == "run-1/pay#2/charge")
    }

    @Test func whatAScopeDidIsUndoneWhenTheRunFailsLater() throws {
        var run = try Script(Self.pay + "\n- { step: stop, fail: hopeless }")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.answer("pay/reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo pay/reserve"])
        try run.answer("undo pay/reserve")
        try run.answer("undo pay/charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func onlyTheScopeIsUndoneWhenItsErrorIsCaught() throws {
        var run = try Script(
            Script.charge + "\n" + """
                - step: pack
                  scope:
                \(Script.reserve.indented(4))
                    - { step: stop, fail: hopeless }
                  catch: [{ error: hopeless, finish: sold }]
                """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("pack/reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo pack/reserve"])
        try run.answer("undo pack/reserve")
        #expect(run.end == "completed sold null")
    }

    @Test func theErrorOfARunIsThatWhichFailedItNotOneThatWasRetried() throws {
        var run = try Script(Self.pay + "\n- { step: stop, fail: hopeless }")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.fail("pay/reserve", "out_of_stock")
        try run.answer("undo pay/charge")
        run.pass(.seconds(10))
        try run.answer("pay#2/charge", #"{"charge": "c2"}"#)
        try run.answer("pay#2/reserve", #"{"reservation": "r2"}"#)
        try run.answer("undo pay#2/reserve")
        #expect(run.calls == ["undo pay#2/charge"])
        try run.answer("undo pay#2/charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func aSuccessAfterTheScopeWasUndoneIsFlagged() throws {
        var run = try Script(Self.pay)
        let call = try run.invocation("pay/charge")
        run.pass(.seconds(10))
        try run.answer("undo pay/charge")
        run.play(.attemptSucceeded(call.operation, attempt: 1, output: .null))
        #expect(run.state.warnings.map(\.path.description) == ["pay/charge"])
    }

    @Test func theFirstErrorIsKeptWhenTheRunRunsOutOfTimeMeanwhile() throws {
        var run = try Script(Self.pay, header: "timeout: 1m")
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.fail("pay/reserve", "out_of_stock")
        run.pass(.seconds(5))
        try run.fail("undo pay/charge", "unavailable")
        run.pass(.seconds(60))
        while run.status == .compensating {
            if run.calls.isEmpty {
                run.passToNextTimer()
            } else {
                try run.answer("undo pay/charge")
            }
        }
        #expect(run.end == "compensated: out_of_stock")
    }
}
