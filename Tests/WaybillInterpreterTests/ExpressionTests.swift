import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// What expressions of a run see, and what happens when one fails.
@Suite struct ExpressionTests {
    @Test func anExpressionThatFailsFailsItsStep() throws {
        var run = try Script(
            "- { step: divide, set: { share: \"${ input.amount / (input.amount - 30) }\" } }"
        )
        #expect(run.tell()[1] == "divide failed: expression")
        #expect(run.end == "failed: expression")
        guard case .failed(let error, _) = run.state.end else { return }
        #expect(
            error.details?["expression"] == .string("input.amount / (input.amount - 30)")
        )
    }

    @Test(arguments: [(148, "second is out"), (149, "failed: payload_too_large")])
    func whatIsNestedTooDeepToBeReadBackFailsItsStep(levels: Int, then: String) throws {
        var run = try Script(
            """
            - { step: first, call: echo.say, with: { v: 1 }, timeout: 10s }
            - step: second
              call: echo.say
              with: { v: "${ [steps.first.v] }" }
              timeout: 10s
            """,
            header: """
                handlers:
                  echo.say: { input: { v: any }, output: { v: any }, effect: none }
                """
        )
        let call = try run.invocation("first")
        let deep = (0..<levels).reduce(JSON.null) { inner, _ in .array([inner]) }
        let output = JSON.object([JSON.Member("v", deep)])
        run.play(.attemptSucceeded(call.operation, attempt: 1, output: output))
        #expect((run.end ?? run.calls.map { "\($0) is out" }.joined()) == then)
    }

    @Test func anExpressionThatFailsInTheInputOfACallCanBeCaught() throws {
        let run = try Script(
            """
            - step: charge
              call: card.charge
              with: { amount: "${ input.amount / (input.amount - 30) }" }
              timeout: 10s
              catch: [{ error: expression, finish: rejected }]
            """
        )
        #expect(run.end == "completed rejected null")
    }

    @Test func aConditionThatFailsFailsItsStep() throws {
        var run = try Script("- { step: rest, when: 1 / (input.amount - 30) > 0, wait: 1h }")
        #expect(run.tell()[1] == "rest failed: expression")
    }

    @Test func aRuleOfARouteThatFailsFailsTheRoute() throws {
        var run = try Script(
            """
            - step: triage
              route: [{ when: 1 / (input.amount - 30) > 0, finish: sold }]
              else: { to: next }
            """
        )
        #expect(run.tell()[1] == "triage failed: expression")
    }

    @Test func theOutputOfAScopeThatFailsFailsTheScope() throws {
        var run = try Script(
            """
            - step: pay
              scope:
            \(Script.charge.indented(4))
              output: { share: "${ 1 / (input.amount - 30) }" }
              catch: [{ error: expression, finish: rejected }]
            """
        )
        try run.answer("pay/charge", #"{"charge": "c1"}"#)
        #expect(run.calls == ["undo pay/charge"])
        try run.answer("undo pay/charge")
        #expect(run.end == "completed rejected null")
    }

    @Test func theOutputOfAFinishThatFailsFailsTheRun() throws {
        let run = try Script(
            """
            - step: triage
              route:
                - when: input.amount > 0
                  finish: sold
                  output: { total: "${ 1 / (input.amount - 30) }" }
              else: { to: next }
            """
        )
        #expect(run.end == "failed: expression")
    }

    @Test func nowIsTheTimeOfTheEventBeingHandled() throws {
        var run = try Script(
            """
            - step: rest
              wait: 90s
            - step: note
              set: { waited: "${ (now - run.started_at).getSeconds() }" }
            """
        )
        run.pass(.seconds(90))
        #expect(run.tell().contains(#"note set {"waited":90}"#))
    }

    @Test func runSaysWhichRunItIs() throws {
        var run = try Script(
            "- { step: note, set: { text: \"${ run.id + ' of ' + run.workflow }\" } }"
        )
        #expect(run.tell().contains(#"note set {"text":"run-1 of sell"}"#))
    }
}
