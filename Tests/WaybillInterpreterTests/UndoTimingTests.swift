import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// When an undo may be sent, and what a late answer means (LANGUAGE.md, "Sagas", 2).
@Suite struct UndoTimingTests {
    @Test func noUndoIsSentWhileAnAttemptIsOut() throws {
        var run = try Script(Script.charge)
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["charge"])
        #expect(run.status == .compensating)
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
    }

    @Test func theAnswerOfAnAttemptIsWaitedForNoLongerThanItsTimeout() throws {
        var run = try Script(Script.charge)
        try run.ask(.cancel(reason: nil))
        run.pass(.seconds(10))
        #expect(run.calls == ["undo charge"])
    }

    @Test func theAttemptThatIsOutIsWaitedForThoughAnEarlierOneSucceeded() throws {
        var run = try Script(
            Script.charge + "\n  retry: { max_attempts: 2 }\n- { step: stop, fail: hopeless }"
        )
        let first = try run.invocation("charge")
        run.pass(.seconds(11))
        #expect(run.calls == ["charge"])
        let output = JSON.object([.init("charge", .string("c1"))])
        run.play(.attemptSucceeded(first.operation, attempt: 1, output: output))
        #expect(run.tell().last == "undoing the run: hopeless")
        #expect(run.calls == ["charge"])
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
    }

    @Test func anUndoThatDoesNotFenceWaitsUntilTheCallHasSettled() throws {
        var run = try Script(Script.reserve)
        run.pass(.seconds(10))
        // Sent at 0 s, settled at 60 s.
        #expect(run.calls == [])
        #expect(run.timers == ["reserve settled in 50.0 seconds"])
        run.pass(.seconds(50))
        #expect(run.calls == ["undo reserve"])
    }

    @Test func whatWasAnsweredNeedNotSettle() throws {
        var run = try Script(Script.reserve + "\n- { step: stop, fail: hopeless }")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo reserve"])
    }

    @Test func anUndoThatFencesNeedNotWait() throws {
        var run = try Script(Script.charge)
        run.pass(.seconds(10))
        #expect(run.calls == ["undo charge"])
    }

    @Test func theTimeToSettleCountsFromTheLastAttemptThatWasNotAnswered() throws {
        var run = try Script(Self.reserveTwice)
        run.pass(.seconds(10))
        run.pass(.milliseconds(10_200))
        // The second was sent at 10.2 s, and took its 10 s.
        #expect(run.timers == ["reserve settled in 50.0 seconds"])
    }

    @Test(arguments: [#"{"reservation": "r1"}"#, nil])
    func anAnswerToALaterAttemptDoesNotSettleAnEarlierOne(output: String?) throws {
        var run = try Script(Self.reserveTwice + "\n- { step: stop, fail: hopeless }")
        run.pass(.milliseconds(10_200))
        if let output {
            try run.answer("reserve", output)
        } else {
            try run.fail("reserve", "out_of_stock")
        }
        // The first, sent at 0 s, may still reserve after the release.
        #expect(run.calls == [])
        #expect(run.timers == ["reserve settled in 49.8 seconds"])
        run.pass(.seconds(50))
        #expect(run.calls == ["undo reserve"])
    }

    @Test func whereCallsAreKnownByTheirKeyItDoes() throws {
        var run = try Script(
            """
            - step: label
              call: label.buy
              timeout: 10s
              retry: { max_attempts: 2, jitter: none }
              compensate: { call: label.void, with: { label: "${ call.output.label }" }, timeout: 10s }
            - { step: stop, fail: hopeless }
            """
        )
        run.pass(.milliseconds(10_200))
        try run.answer("label", #"{"label": "l1"}"#)
        #expect(run.calls == ["undo label"])
    }

    @Test func anAttemptLostWithTheProcessMustSettleToo() throws {
        var run = try Script(Script.reserve + "\n- { step: stop, fail: hopeless }")
        try run.interrupt("reserve")
        run.pass(.seconds(5))
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.timers == ["reserve settled in 55.0 seconds"])
    }

    private static let reserveTwice =
        Script.reserve + "\n  retry: { max_attempts: 2, jitter: none }"
}
