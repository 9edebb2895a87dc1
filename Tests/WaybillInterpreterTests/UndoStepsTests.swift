import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// A `compensate` of several steps.
@Suite struct UndoStepsTests {
    /// The step `charge`, which a refund, a letter and an event undo.
    static let charge = """
        - step: charge
          call: card.charge
          with: { amount: "${ input.amount }" }
          timeout: 10s
          compensate:
            steps:
              - step: refund
                call: card.refund
                with: { why: "${ error.code }" }
                timeout: 10s
                retry: { max_attempts: 1 }
              - { step: recall, call: mail.recall, timeout: 10s, retry: { max_attempts: 1 } }
              - { step: told, emit: order.returned, data: { order: "${ input.order }" } }
        """
    static let stop = "\n- { step: stop, fail: hopeless }"

    @Test func theyAreCarriedOutInTheOrderWritten() throws {
        var run = try failed()
        #expect(run.calls == ["undo charge/refund"])
        try run.answer("undo charge/refund")
        #expect(run.calls == ["undo charge/recall"])
        _ = run.tell()
        try run.answer("undo charge/recall")
        #expect(
            run.tell() == [
                "undo charge/recall: succeeded",
                #"undo charge/told emitted order.returned {"order":"A-1"}"#,
                "undone the run", "compensated: hopeless",
            ]
        )
    }

    @Test func eachHasAKeyOfItsOwn() throws {
        var run = try failed()
        let refund = try run.invocation("undo charge/refund")
        #expect(refund.idempotencyKey == "run-1/charge/undo/refund")
        #expect(refund.undoes == "run-1/charge")
        try run.answer("undo charge/refund")
        let recall = try run.invocation("undo charge/recall")
        #expect(recall.idempotencyKey == "run-1/charge/undo/recall")
        #expect(recall.attempt == 1)
        try run.answer("undo charge/recall")
        #expect(run.emitted.map(\.id) == ["run-1/charge/undo/told"])
    }

    @Test func whatWasDoneBeforeIsUndoneOnceAllAreDone() throws {
        var run = try Script(Script.reserve + "\n" + Self.charge + Self.stop)
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("undo charge/refund")
        #expect(run.calls == ["undo charge/recall"])
        try run.answer("undo charge/recall")
        #expect(run.calls == ["undo reserve"])
    }

    @Test func oneThatGivesUpIsParkedWhileTheOtherUndosGoOn() throws {
        var run = try Script(Script.reserve + "\n" + Self.charge + Self.stop)
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("undo charge/refund")
        try run.fail("undo charge/recall", "unavailable")
        #expect(run.calls == ["undo reserve"])
        try run.answer("undo reserve")
        #expect(run.status == .parked)
        #expect(run.state.parkedOperations.map(\.id.story) == ["undo charge/recall"])
        #expect(run.emitted == [])
    }

    @Test func retryTriesTheOneThatGaveUpAgainAndGoesOn() throws {
        var run = try parked()
        try run.ask(.retry(StepPath("charge")))
        #expect(run.calls == ["undo charge/recall"])
        try run.answer("undo charge/recall")
        #expect(run.emitted.count == 1)
        #expect(run.end == "compensated: hopeless")
    }

    @Test func resolveSettlesTheOneThatGaveUpAndTheOthersFollow() throws {
        var run = try failed()
        try run.fail("undo charge/refund", "unavailable")
        try run.ask(.resolve(nil, output: .null, reason: "paid back in cash"))
        #expect(run.calls == ["undo charge/recall"])
        try run.answer("undo charge/recall")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func skipLeavesTheOneThatGaveUpAndTheOthersFollow() throws {
        var run = try failed()
        try run.fail("undo charge/refund", "unavailable")
        try run.ask(.skip(nil, reason: "it is one cent"))
        #expect(run.calls == ["undo charge/recall"])
        try run.fail("undo charge/recall", "unavailable")
        try run.ask(.skip(nil, reason: "nor that"))
        #expect(run.emitted.count == 1)
        #expect(run.end == "failed: hopeless, unresolved charge")
    }

    @Test func aLateSuccessOfOneIsNoAnswerToAnother() throws {
        var run = try failed()
        let refund = try run.invocation("undo charge/refund")
        try run.answer("undo charge/refund")
        run.play(refund.success)
        #expect(run.calls == ["undo charge/recall"])
    }

    @Test func aSuccessOfTheStepAfterTheFirstWasSentIsFlagged() throws {
        var run = try Script(Self.charge)
        let call = try run.invocation("charge")
        run.pass(.seconds(10))
        try run.answer("undo charge/refund")
        run.play(call.success)
        #expect(run.state.warnings.map(\.path.description) == ["charge"])
        #expect(run.calls == ["undo charge/recall"])
    }

    @Test func eachWaitsUntilTheCallHasSettledUnlessOneBeforeItFences() throws {
        var run = try Script(
            """
            - step: reserve
              call: stock.reserve
              timeout: 10s
              compensate:
                steps:
                  - { step: told, emit: order.returned, data: { order: a } }
                  - { step: release, call: stock.release, timeout: 10s }
            """
        )
        run.pass(.seconds(10))
        #expect(run.emitted == [])
        #expect(run.timers == ["reserve settled in 50.0 seconds"])
        run.pass(.seconds(50))
        #expect(run.emitted.count == 1)
        #expect(run.calls == ["undo reserve/release"])

        var fenced = try Script(Self.charge)
        fenced.pass(.seconds(10))
        try fenced.answer("undo charge/refund")
        #expect(fenced.calls == ["undo charge/recall"])
    }

    @Test func theCallIsAskedAgainBeforeTheFirstWhenAnyReadsItsAnswer() throws {
        var run = try Script(
            """
            - step: label
              call: label.buy
              timeout: 10s
              compensate:
                steps:
                  - { step: told, emit: order.returned, data: { order: a } }
                  - step: let_go
                    call: label.void
                    with: { label: "${ call.output.label }" }
                    timeout: 10s
            """
        )
        try run.fail("label", "unavailable", effect: .unknown)
        #expect(run.calls == ["label"])
        #expect(run.emitted == [])
        try run.answer("label", #"{"label": "l1"}"#)
        #expect(run.emitted.count == 1)
        #expect(try run.invocation("undo label/let_go").input.description == #"{"label":"l1"}"#)
    }

    @Test func aScopeCanBeUndoneBySeveralStepsToo() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
              compensate:
                steps:
                  - { step: refund, call: card.refund, timeout: 10s }
                  - { step: told, emit: order.returned, data: { order: "${ call.key }" } }
            """ + Self.stop
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo pay/refund"])
        try run.answer("undo pay/refund")
        #expect(run.emitted.map { $0.data["order"] } == [.string("run-1/pay")])
    }

    @Test func aCaughtStepIsUndoneByAllBeforeTheRuleGoesOn() throws {
        var run = try Script(
            Self.charge + "\n  catch: [{ error: any, to: next }]\n- { step: rest, wait: 1h }"
        )
        try run.fail("charge", "unavailable", effect: .unknown)
        try run.answer("undo charge/refund")
        #expect(run.calls == ["undo charge/recall"])
        try run.answer("undo charge/recall")
        #expect(run.tell().suffix(2) == ["undone charge", "rest waits"])
    }

    /// A run that failed after `charge`, whose undo begins.
    private func failed() throws -> Script {
        var run = try Script(Self.charge + Self.stop)
        try run.answer("charge", #"{"charge": "c1"}"#)
        return run
    }

    /// The same, whose second undo has given up.
    private func parked() throws -> Script {
        var run = try failed()
        try run.answer("undo charge/refund")
        try run.fail("undo charge/recall", "unavailable")
        return run
    }
}
