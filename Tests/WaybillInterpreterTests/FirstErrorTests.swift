import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Which error a run ends with, its undos see, and whether it counts as undone: of several lists
/// each fails for a reason of its own.
@Suite struct FirstErrorTests {
    @Test func theErrorOfABranchThatWasDoneWithoutIsNotThatOfTheRun() throws {
        var run = try Script(
            """
            - step: race
              join: any
              parallel:
                failed:
            \(Script.charge.indented(6))
                  - { step: stop, fail: hopeless }
                won: [{ step: nap, wait: 1s }]
                lost:
            \(Script.reserve.indented(6))
                  - { step: rest, wait: 1h }
            \(Self.look)
            """
        )
        try run.answer("race.lost/reserve", #"{"reservation": "r1"}"#)
        try run.answer("race.failed/charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(1))
        try run.answer("undo race.failed/charge")
        try run.answer("undo race.lost/reserve")
        try run.fail("look", "no_answer")
        #expect(run.end == "failed: no_answer", "nothing had to be undone for it")
    }

    @Test func whatWasUndoneForAnErrorThatWasCaughtIsNotUndoneForTheNext() throws {
        var run = try Script(
            Self.scope(Script.charge, failing: "hopeless", "catch: [{ error: any, to: next }]")
                + "\n" + Self.look
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.answer("undo pay/charge")
        try run.fail("look", "no_answer")
        #expect(run.end == "failed: no_answer")
    }

    @Test(arguments: ["", "catch: [{ error: hopeless, fail: sad }]"])
    func whatWasUndoneForAnErrorThatEndsTheRunIs(keys: String) throws {
        var run = try Script(Self.scope(Script.charge, failing: "hopeless", keys))
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.answer("undo pay/charge")
        #expect(run.end == (keys.isEmpty ? "compensated: hopeless" : "compensated: sad"))
    }

    @Test func whatAnEarlierAttemptOfAScopeUndidIsUndone() throws {
        var run = try Script(
            Self.scope(
                Script.charge,
                failing: "hopeless",
                "retry: { max_attempts: 2, initial_delay: 1s, jitter: none }"
            )
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.answer("undo pay/charge")
        run.pass(.seconds(1))
        try run.fail("pay#2/charge", "declined")
        #expect(run.end == "compensated: declined")
    }

    @Test func whatAnAttemptUndidIsUndoneWhenTheRunFailsInTheNext() throws {
        var run = try Script(
            Self.scope(
                Script.charge,
                failing: "hopeless",
                "retry: { max_attempts: 2, initial_delay: 1s, jitter: none }"
            ),
            header: "timeout: 5s"
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        try run.answer("undo pay/charge")
        run.pass(.seconds(5))
        try run.fail("pay#2/charge", "declined")
        #expect(run.end == "compensated: timeout")
    }

    @Test func whatBranchesUndidBeforeTheirStepFailedIsUndone() throws {
        var run = try Script(
            """
            - step: race
              join: any
              parallel:
                one:
            \(Script.charge.indented(6))
                  - { step: stop, fail: hopeless }
                two: [{ step: nap, wait: 1s }, { step: halt, fail: sad }]
            """
        )
        try run.answer("race.one/charge", #"{"charge": "c1"}"#)
        try run.answer("undo race.one/charge")
        run.pass(.seconds(1))
        #expect(run.end == "compensated: hopeless")
    }

    @Test func anUndoSeesTheErrorOfItsOwnList() throws {
        var run = try Script(
            """
            - step: both
              parallel:
                one:
            \(Self.scope(Script.charge, failing: "hopeless", Self.caught).indented(6))
                two:
                  - step: trial
                    scope:
                      - { step: nap, wait: 1s }
                      - step: told
                        emit: order.sold
                        data: { order: "${ input.order }" }
                        compensate:
                          emit: order.withdrawn
                          data: { order: "${ input.order }", why: "${ error.code }" }
                      - { step: halt, fail: sad }
                    \(Self.caught)
            """
        )
        try run.answer("both.one/pay/charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(1))
        #expect(run.calls == ["undo both.one/pay/charge"])
        #expect(run.emitted.last?.data.description == #"{"order":"A-1","why":"sad"}"#)
    }

    @Test func aChildThatIsUndoneIsToldTheErrorOfItsOwnList() throws {
        var run = try Script(
            """
            - step: both
              parallel:
                one:
            \(Self.scope(Script.charge, failing: "hopeless", Self.caught).indented(6))
                two:
            \(Self.scope(ChildRunTests.pack, failing: "sad", Self.caught).renamed.indented(6))
            """
        )
        try run.answer("both.one/pay/charge", #"{"charge": "c1"}"#)
        run.endChild("both.two/box/packing", ChildRunTests.packed)
        guard case .undo(let error)? = run.child("both.two/box/packing")?.demand else {
            Issue.record("the child is not undone: \(run.children)")
            return
        }
        #expect(error.code == "sad")
    }

    @Test func theTimeoutOfTheRunIsItsErrorThoughABranchFailedBefore() throws {
        var run = try Script(
            """
            - step: race
              join: any
              parallel:
                failed:
            \(Script.charge.indented(6))
                  - { step: stop, fail: hopeless }
                open: [{ step: rest, wait: 1h }]
            """,
            header: "timeout: 5s"
        )
        try run.answer("race.failed/charge", #"{"charge": "c1"}"#)
        run.pass(.seconds(5))
        try run.answer("undo race.failed/charge")
        #expect(run.end == "compensated: timeout")
    }

    @Test func theErrorOfAParkedStepThatWasAnsweredLateIsNotThatOfTheRun() throws {
        var run = try Script(
            """
            \(Script.capture)
              retry: { max_attempts: 1 }
            - step: pay
              catch: [{ error: sad, to: next }]
              scope:
                - step: mail
                  call: mail.send
                  timeout: 10s
                  compensate:
                    call: mail.recall
                    timeout: 10s
                - step: told
                  emit: order.sold
                  data: { order: "${ input.order }" }
                  compensate:
                    emit: order.withdrawn
                    data: { order: "${ input.order }", why: "${ error.code }" }
                - { step: rest, wait: 1m }
                - { step: halt, fail: sad }
            """
        )
        try run.answer("capture", #"{"charge": "c1"}"#)
        try run.fail("pay/mail", "declined")
        #expect(run.status == .parked)
        let mail = OperationID(StepPath("pay/mail") ?? .root)
        run.play(.attemptSucceeded(mail, attempt: 1, output: .null))
        run.pass(.seconds(60))
        #expect(run.emitted.last?.data.description == #"{"order":"A-1","why":"sad"}"#)
    }

    private static let caught = "catch: [{ error: any, to: next }]"

    private static let look = """
        - step: look
          call: risk.score
          with: { order: "${ input.order }" }
          timeout: 10s
          retry: { max_attempts: 1 }
        """

    /// The scope `pay` of some steps, which then fails.
    private static func scope(_ steps: String, failing code: String, _ keys: String) -> String {
        """
        - step: pay
          \(keys)
          scope:
        \(steps.indented(4))
            - { step: stop, fail: \(code) }
        """
    }
}

extension String {
    /// A scope like that of ``FirstErrorTests`` beside another one.
    fileprivate var renamed: String {
        replacing("step: pay", with: "step: box").replacing("step: stop", with: "step: halt")
    }
}
