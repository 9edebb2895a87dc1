import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// A body in rounds until a condition holds.
@Suite struct RepeatTests {
    private static func poll(_ keys: String = "") -> String {
        """
        - step: poll
          repeat: 3
          until: steps.ask.risk < 10
        \(keys.indented(2))
          steps:
            - step: ask
              call: risk.score
              with: { order: "${ input.order }" }
              timeout: 10s
        """
    }

    private static let done = "\n- { step: done, finish: sold }"

    private func risk(_ value: Int) -> String { #"{"risk": \#(value)}"# }

    @Test func roundsFollowUntilTheConditionHolds() throws {
        var run = try Script(Self.poll() + Self.done)
        try run.answer("poll@1/ask", risk(50))
        try run.answer("poll@2/ask", risk(5))
        #expect(run.end == "completed sold null")
    }

    @Test func eachRoundHasItsOwnKey() throws {
        var run = try Script(Self.poll())
        #expect(try run.invocation("poll@1/ask").idempotencyKey == "run-1/poll@1/ask")
        try run.answer("poll@1/ask", risk(50))
        #expect(try run.invocation("poll@2/ask").idempotencyKey == "run-1/poll@2/ask")
    }

    @Test func theStepsAfterSeeTheLastRound() throws {
        var run = try Script(
            Self.poll("collect: steps.ask.risk")
                + "\n- { step: note, set: { last: \"${ steps.ask.risk }\", all: \"${ steps.poll }\" } }"
                + Self.done
        )
        try run.answer("poll@1/ask", risk(50))
        try run.answer("poll@2/ask", risk(5))
        #expect(run.tell().contains(#"note set {"last":5,"all":[50,5]}"#))
    }

    @Test func theStepFailsWhenNoRoundWasTheLast() throws {
        var run = try Script(Self.poll("catch: [{ error: exhausted, finish: sold }]"))
        for round in 1...3 { try run.answer("poll@\(round)/ask", risk(50)) }
        #expect(run.tell().contains("poll caught by rule 0"))
        #expect(run.end == "completed sold null")
    }

    @Test func aRoundBeginsOnlySoLongAfterTheOneBefore() throws {
        var run = try Script(Self.poll("every: 1m") + Self.done)
        run.pass(.seconds(5))
        try run.answer("poll@1/ask", risk(50))
        #expect(run.calls == [])
        #expect(run.status == .waiting)
        #expect(run.timers == ["next round of poll in 55.0 seconds"])
        run.pass(.seconds(55))
        #expect(run.calls == ["poll@2/ask"])
    }

    @Test func aRoundSeesTheRoundBefore() throws {
        var run = try Script(
            """
            - step: count
              repeat: 5
              until: steps.more.n >= 3
              collect: steps.more.n
              steps:
                - step: more
                  set: { n: "${ previous.?more.n.orValue(0) + 1 }" }
            - { step: note, set: { all: "${ steps.count }" } }
            """ + Self.done
        )
        #expect(run.tell().contains(#"note set {"all":[1,2,3]}"#))
    }

    @Test func whatRoundsDidIsUndoneInReverseWhenOneFails() throws {
        var run = try Script(
            """
            - step: again
              repeat: 3
              until: "false"
              steps:
            \(Script.charge.indented(4))
            """
        )
        try run.answer("again@1/charge", #"{"charge": "c1"}"#)
        try run.answer("again@2/charge", #"{"charge": "c2"}"#)
        try run.fail("again@3/charge", "declined")
        #expect(run.calls == ["undo again@2/charge"])
        try run.answer("undo again@2/charge")
        try run.answer("undo again@1/charge")
        #expect(run.end == "compensated: declined")
    }

    @Test func aTimeoutEndsThePauseToo() throws {
        var run = try Script(
            Self.poll("every: 1h\ntimeout: 30m\ncatch: [{ error: timeout, finish: sold }]")
        )
        try run.answer("poll@1/ask", risk(50))
        run.pass(.seconds(1800))
        #expect(run.end == "completed sold null")
    }
}
