import Testing
import WaybillDiagnostics
import WaybillLint

/// What rules say where ways meet, part and are nested.
@Suite struct RuleTests {
    @Test func whatComesAfterASkippedPivotMayStillBeUndone() throws {
        let codes = try findings(
            """
            - step: pay
              when: input.total > 0
              call: card.charge
              pivot: true
            - step: tell
              call: mail.send
              catch: [{ error: any, to: next }]
            """
        )
        #expect(codes == ["WB0401 mail.send"])
    }

    @Test func whatComesAfterThePivotNeedsNoUndo() throws {
        let codes = try findings(
            """
            - step: pay
              call: card.charge
              pivot: true
            - step: tell
              call: mail.send
              catch: [{ error: any, to: next }]
            """
        )
        #expect(codes == [])
    }

    @Test func theCatchOfAPivotIsBeforeIt() throws {
        let codes = try findings(
            """
            - step: pay
              call: card.charge
              pivot: true
              catch: [{ error: declined, finish: rejected }]
            - step: done
              finish: sold
            """
        )
        #expect(codes == [])
    }

    @Test func theCatchOfAScopeMayBeAfterThePivotInside() throws {
        let codes = try findings(
            """
            - step: sell
              scope:
                - step: pay
                  call: card.charge
                  pivot: true
                - step: tell
                  call: mail.send
              catch: [{ error: any, finish: rejected }]
            - step: done
              finish: sold
            """
        )
        #expect(codes == ["WB0414 rejected"])
    }

    @Test func aScopeAroundCatchesForItsSteps() throws {
        let codes = try findings(
            """
            - step: pay
              call: card.charge
              pivot: true
            - step: tell
              scope:
                - step: letter
                  call: mail.send
                - step: give_up
                  fail: no_answer
              catch: [{ error: any, to: next }]
            - step: done
              finish: sold
            """
        )
        #expect(codes == [])
    }

    @Test func aFailAfterThePivotIsReported() throws {
        let codes = try findings(
            """
            - step: pay
              call: card.charge
              pivot: true
            - step: check
              route: [{ when: input.total > 5, fail: too_much }]
              else: { to: next }
            - step: done
              finish: sold
            """
        )
        #expect(codes == ["WB0403 check"])
    }

    @Test func whatHelpsAFailAfterThePivotIsNoCatchOfItsOwn() throws {
        let header = """
            - step: pay
              call: card.charge
              pivot: true

            """
        let steps = """
            - step: check
              when: input.total > 5
              fail: too_much
            """
        let inScope = """
            - step: checking
              scope:
                - step: check
                  when: input.total > 5
                  fail: too_much
              catch: [{ error: too_much, to: next }]
            """
        let done = "\n- step: done\n  finish: sold"
        #expect(try findings(header + steps + done) == ["WB0403 check"])
        #expect(try findings(header + inScope + done) == [])
    }

    @Test func ofAListThatNothingLeadsToOnlyTheFirstStepIsReported() throws {
        let codes = try findings(
            """
            - step: done
              finish: sold
            - step: late
              scope:
                - step: later
                  wait: 1s
            - step: latest
              call: mail.send
            """
        )
        #expect(codes == ["WB0203 late"])
    }

    @Test func whatFollowsAScopeWithoutEndIsUnreachable() throws {
        let codes = try findings(
            """
            - step: decide
              scope:
                - step: done
                  finish: sold
            - step: late
              wait: 1s
            """
        )
        #expect(codes == ["WB0203 late"])
    }

    @Test func aStepOnlyReachedByACatchOfAScopeIsReached() throws {
        let codes = try findings(
            """
            - step: decide
              scope:
                - step: look
                  call: card.look
                - step: done
                  finish: sold
              catch: [{ error: any, to: late }]
            - step: late
              finish: rejected
            """
        )
        #expect(codes == [])
    }

    @Test func anUndoThatReadsTheOutputIsNeverSentInDoubt() throws {
        let codes = try findings(
            """
            - step: pay
              call: card.charge
              compensate:
                call: card.refund_exactly
                with: { charge: "${ call.output.charge }" }
            - step: done
              finish: sold
            """
        )
        #expect(codes == [])
    }

    @Test func oneOfTheStepsOfAnUndoTakesBackWhatWasDone() throws {
        let tell = "{ step: tell, call: mail.send }"
        #expect(try findings(charge(undoneBy: "{ step: refund, call: card.refund }", tell)) == [])
        #expect(try findings(charge(undoneBy: tell)) == ["WB0402 mail.send"])
        #expect(
            try findings(
                charge(
                    undoneBy: "{ step: refund, call: card.refund }",
                    "{ step: free, call: stock.release }"
                )
            )
                == ["WB0402 stock.release"]
        )
    }

    @Test func eachStepOfAnUndoCanBeRepeated() throws {
        let print = "{ step: print, call: paper.print }"
        #expect(
            try findings(charge(undoneBy: "{ step: refund, call: card.refund }", print))
                == ["WB0404 paper.print"]
        )
    }

    @Test func whateverTakesBackWhatMayNotHaveHappenedIsSafe() throws {
        let exactly = "{ step: twice, call: card.refund_blindly }"
        #expect(
            try findings(charge(undoneBy: exactly, "{ step: tell, call: mail.send }"))
                == ["WB0406 card.refund_blindly"]
        )
    }

    @Test(
        "Of a race only one branch may be there to be undone",
        arguments: [("all", []), ("any", ["WB0209 card.ask"]), ("1", ["WB0209 card.ask"])]
    )
    func race(join: String, codes: [String]) throws {
        let workflow = try sale(
            """
            - step: race
              parallel:
                slow:
                  - step: pay
                    call: card.charge
                    compensate: { call: card.refund }
                fast: [{ step: rest, wait: 1s }]
              join: \(join)
            - step: ask
              call: card.ask
            - step: done
              finish: sold
            """
        )
        #expect(Linter.lint(workflow).map(\.mark) == codes)
    }

    private func charge(undoneBy steps: String...) -> String {
        """
        - step: pay
          call: card.charge
          compensate:
            steps: [\(steps.joined(separator: ", "))]
        - step: done
          finish: sold
        """
    }

    /// Code and marked text of each warning and error about steps, in a workflow that uses the
    /// contracts of ``sale(_:)``.
    private func findings(_ steps: String) throws -> [String] {
        Linter.lint(try sale(steps)).filter { $0.severity != .info }.map(\.mark)
    }
}
