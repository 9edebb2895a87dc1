import CEL
import OrderedCollections
import Testing
import WaybillInterpreter
import WaybillModel

/// The point of no return (LANGUAGE.md, "Sagas", 5 and 6).
@Suite struct PivotTests {
    @Test func onceThePivotSucceededNothingBeforeItIsUndone() throws {
        var run = try script("- { step: stop, fail: hopeless }")
        #expect(run.state.saga.count == 1)
        try run.answer("capture", #"{"charge": "c2"}"#)
        #expect(run.state.saga.isEmpty)
        #expect(run.status == .parked)
    }

    @Test func aPivotThatCertainlyDidNotHappenIsUndoneLikeAnyStep() throws {
        var run = try script()
        try run.fail("capture", "declined", effect: .none)
        #expect(run.calls == ["undo charge"])
    }

    @Test func aPivotInDoubtIsAskedAgainWithTheSameKeyWhateverItsRetrySays() throws {
        var run = try script()
        let first = try run.invocation("capture")
        try run.fail("capture", "unavailable", effect: .unknown)
        #expect(run.tell().last == "capture: attempt 2 in 0.25 seconds")
        run.pass(.seconds(1))
        let second = try run.invocation("capture")
        #expect(second.idempotencyKey == first.idempotencyKey)
        try run.answer("capture", #"{"charge": "c2"}"#)
        #expect(run.end == "completed - null")
    }

    @Test func aPivotInDoubtThatGetsADefiniteNoMayBeUndone() throws {
        var run = try script()
        try run.fail("capture", "unavailable", effect: .unknown)
        run.pass(.seconds(1))
        try run.fail("capture", "declined", effect: .none)
        #expect(run.calls == ["undo charge"])
        try run.answer("undo charge")
        #expect(run.end == "compensated: declined")
    }

    @Test func aPivotThatStaysInDoubtParksTheRun() throws {
        var run = try doubtful()
        #expect(run.status == .parked)
        #expect(run.state.parkedOperations.map(\.id.path.description) == ["capture"])
        #expect(run.timers == [])
        #expect(run.calls == [])
        _ = run.tell()
        try run.ask(.retry(nil))
        #expect(run.calls == ["capture"])
        try run.answer("capture", #"{"charge": "c2"}"#)
        #expect(run.end == "completed - null")
    }

    @Test func aCatchOfThePivotDoesNotGuess() throws {
        var run = try Script(
            Script.capture + "\n  catch: [{ error: any, finish: rejected }]"
        )
        try run.fail("capture", "unavailable", effect: .unknown)
        #expect(run.timers.count == 1)
        run.pass(.seconds(1))
        try run.fail("capture", "declined", effect: .none)
        #expect(run.end == "completed rejected null")
    }

    @Test func aParkedPivotCanBeResolvedByHand() throws {
        var run = try doubtful()
        #expect(throws: Refusal.self) {
            try run.ask(.resolve(nil, output: .object([]), reason: "the bank says so"))
        }
        let output = JSON.object([.init("charge", .string("c9"))])
        try run.ask(.resolve(nil, output: output, reason: "the bank says so"))
        #expect(run.end == "completed - null")
    }

    @Test func aParkedPivotThatIsSkippedEndsTheRunWithWhatIsUnresolved() throws {
        var run = try doubtful()
        try run.ask(.skip(nil, reason: "nobody knows"))
        #expect(run.end == "failed: unavailable, unresolved capture, unresolved charge")
    }

    @Test func aLateSuccessOfAParkedPivotLetsTheRunGoOn() throws {
        var run = try doubtful()
        let pivot = OperationID(StepPath([.step("capture")]))
        let output = JSON.object([.init("charge", .string("c2"))])
        run.play(.attemptSucceeded(pivot, attempt: 1, output: output))
        #expect(run.end == "completed - null")
    }

    @Test func anInterruptedPivotIsStillInDoubt() throws {
        var run = try script()
        try run.interrupt("capture")
        #expect(run.calls == ["capture"])
        try run.ask(.cancel(reason: nil))
        #expect(run.calls == ["capture"])
    }

    @Test func afterThePivotAnUncaughtErrorParksTheRunWhereItIs() throws {
        var run = try script(Script.reserve)
        try run.answer("capture", #"{"charge": "c2"}"#)
        try run.fail("reserve", "out_of_stock")
        #expect(run.status == .parked)
        #expect(run.tell().last == "reserve parked: out_of_stock")
        try run.ask(.retry(StepPath("reserve")))
        #expect(try run.invocation("reserve").idempotencyKey == "run-1/reserve")
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.end == "completed - null")
    }

    @Test func afterThePivotAnExpressionErrorParksTheRun() throws {
        var run = try script("- { step: note, set: { share: \"${ 1 / (input.amount - 30) }\" } }")
        try run.answer("capture", #"{"charge": "c2"}"#)
        #expect(run.tell().last == "note parked: expression")
        try run.ask(.retry(nil))
        #expect(run.tell().last == "note parked: expression")
        let output = try JSON(parsing: #"{"share": 1}"#)
        try run.ask(.resolve(nil, output: output, reason: "worked out by hand"))
        #expect(run.end == "completed - null")
    }

    @Test func afterThePivotTheOutputOfAScopeThatFailsParksTheRun() throws {
        var run = try script(
            """
            - step: pack
              scope:
            \(Script.reserve.indented(4))
              output: { share: "${ 1 / (input.amount - 30) }" }
            """
        )
        try run.answer("capture", #"{"charge": "c2"}"#)
        try run.answer("pack/reserve", #"{"reservation": "r1"}"#)
        #expect(run.tell().last == "pack parked: expression")
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        // Its steps are not run again.
        #expect(run.tell() == ["retry of pack asked", "pack parked: expression"])
        let output = try JSON(parsing: #"{"share": 1}"#)
        try run.ask(.resolve(nil, output: output, reason: "worked out by hand"))
        #expect(run.end == "completed - null")
    }

    @Test func afterThePivotACaughtErrorOfAScopeUndoesOnlyTheScope() throws {
        var run = try script(
            """
            - step: pack
              scope:
            \(Script.charge.replacing("charge", with: "fee", maxReplacements: 1).indented(4))
                - { step: stop, fail: hopeless }
              catch: [{ error: any, finish: sold }]
            """
        )
        try run.answer("capture", #"{"charge": "c2"}"#)
        try run.answer("pack/fee", #"{"charge": "c3"}"#)
        #expect(run.calls == ["undo pack/fee"])
        try run.answer("undo pack/fee")
        #expect(run.end == "completed sold null")
    }

    @Test func anUndoSkippedAfterThePivotEndsTheRunFailed() throws {
        var run = try script(
            """
            - step: pack
              scope:
                - step: fee
                  call: card.charge
                  with: { amount: 1 }
                  timeout: 10s
                  compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
                - { step: stop, fail: hopeless }
              catch: [{ error: any, finish: sold }]
            """
        )
        try run.answer("capture", #"{"charge": "c2"}"#)
        try run.answer("pack/fee", #"{"charge": "c3"}"#)
        try run.fail("undo pack/fee", "unavailable")
        try run.ask(.skip(nil, reason: "it is one cent"))
        #expect(run.end == "failed: hopeless, unresolved pack/fee")
    }

    @Test func aSkippedPivotCommitsNothing() throws {
        var run = try Script(
            Script.charge + "\n" + Script.capture + "\n  when: input.amount > 100\n"
                + "- { step: stop, fail: hopeless }"
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo charge"])
    }

    /// A run that stands at its pivot `capture`, after the step `charge`.
    private func script(_ after: String = "") throws -> Script {
        var run = try Script(Script.charge + "\n" + Script.capture + "\n" + after)
        try run.answer("charge", #"{"charge": "c1"}"#)
        return run
    }

    /// A run whose pivot was asked for a day without a definite answer.
    private func doubtful() throws -> Script {
        var run = try script()
        for _ in 0..<10_000 where run.status != .parked {
            if run.calls.isEmpty {
                run.passToNextTimer()
            } else {
                try run.fail("capture", "unavailable", effect: .unknown)
            }
        }
        return run
    }
}
