import Testing
import WaybillInterpreter
import WaybillModel

/// What catch rules do about an error.
@Suite struct CatchTests {
    @Test func theFirstRuleForTheCodeTakesTheError() throws {
        var run = try script(
            """
            - { error: [out_of_stock], finish: rejected }
            - { error: any, to: next }
            - { error: timeout, finish: rejected }
            """
        )
        try run.fail("reserve", "timeout")
        #expect(run.tell().contains("reserve caught by rule 1"))
        #expect(run.end == "completed sold null")
    }

    @Test(arguments: ["out_of_stock", "unavailable"])
    func aRuleMayNameSeveralCodes(code: String) throws {
        var run = try script("- { error: [out_of_stock, unavailable], finish: rejected }")
        try run.fail("reserve", ErrorCode(code))
        #expect(run.tell().contains("reserve finishes rejected"))
    }

    @Test func aRuleWithAConditionTakesTheErrorOnlyIfItHolds() throws {
        var run = try script(
            """
            - { error: any, when: input.amount > 100, to: next }
            - { error: any, when: "error.code == 'unavailable' && error.effect == 'none'", finish: rejected }
            """
        )
        try run.fail("reserve", "unavailable")
        #expect(run.tell().contains("reserve caught by rule 1"))
    }

    @Test func outputStandsForTheOutputOfTheStep() throws {
        var run = try Script(
            """
            - step: screen
              call: risk.score
              with: { order: "${ input.order }" }
              timeout: 5s
              catch: [{ error: any, output: { risk: 50 }, to: next }]
            - step: done
              finish: sold
              output: { total: "${ steps.screen.risk }" }
            """
        )
        try run.fail("screen", "unavailable")
        #expect(run.end == #"completed sold {"total":50}"#)
    }

    @Test func theStepsOfARuleSeeTheErrorAndGoOnAfterTheStep() throws {
        var run = try script(
            """
            - error: any
              steps:
                - step: note
                  set: { text: "${ error.code + ': ' + error.message }" }
            """
        )
        try run.fail("reserve", "unavailable")
        let story = run.tell()
        #expect(story.contains(#"note set {"text":"unavailable: said the service"}"#))
        #expect(run.end == "completed sold null")
    }

    @Test func anInnerCatchDoesNotHideTheErrorOfTheOuterOne() throws {
        var run = try script(
            """
            - error: any
              steps:
                - step: tell
                  call: mail.send
                  timeout: 5s
                  catch: [{ error: any, to: next }]
                - step: note
                  set: { code: "${ error.code }" }
            """
        )
        try run.fail("reserve", "out_of_stock")
        try run.fail("tell", "unavailable")
        #expect(run.tell().contains(#"note set {"code":"out_of_stock"}"#))
    }

    @Test func aScopeInsideACatchSeesItsError() throws {
        var run = try script(
            """
            - error: any
              steps:
                - step: inside
                  scope:
                    - step: note
                      set: { code: "${ error.code }" }
            """
        )
        try run.fail("reserve", "out_of_stock")
        #expect(run.tell().contains(#"inside/note set {"code":"out_of_stock"}"#))
    }

    @Test func toGoesToALaterStep() throws {
        var run = try Script(
            """
            - step: reserve
              call: stock.reserve
              timeout: 10s
              catch: [{ error: any, to: done }]
            - step: rest
              wait: 1h
            - step: done
              finish: sold
            """
        )
        try run.fail("reserve", "out_of_stock")
        #expect(run.end == "completed sold null")
    }

    @Test func whatARuleRaisesGoesPastTheStepsOwnRules() throws {
        var run = try script(
            """
            - { error: out_of_stock, fail: hopeless, message: "no ${ error.code }" }
            - { error: any, to: next }
            """
        )
        try run.fail("reserve", "out_of_stock")
        #expect(run.end == "failed: hopeless")
    }

    @Test func whatARuleRaisesGoesToTheScopeAround() throws {
        var run = try Script(
            """
            - step: outer
              scope:
                - step: reserve
                  call: stock.reserve
                  timeout: 10s
                  catch: [{ error: any, fail: hopeless }]
              catch:
                - { error: hopeless, finish: sold }
                - { error: any, finish: rejected }
            """
        )
        try run.fail("outer/reserve", "out_of_stock")
        #expect(run.tell().contains("outer caught by rule 0"))
    }

    @Test func anErrorInsideCatchStepsGoesToTheScopeAround() throws {
        var run = try Script(
            """
            - step: outer
              scope:
                - step: reserve
                  call: stock.reserve
                  timeout: 10s
                  catch:
                    - error: out_of_stock
                      steps: [{ step: stop, fail: timeout }]
                    - error: timeout
                      finish: sold
              catch: [{ error: timeout, finish: rejected }]
            """
        )
        try run.fail("outer/reserve", "out_of_stock")
        let story = run.tell()
        #expect(story.contains("outer/stop failed: timeout"))
        #expect(story.contains("outer caught by rule 0"))
    }

    @Test func whatNothingCatchesFailsTheRun() throws {
        var run = try script("- { error: out_of_stock, to: next }")
        try run.fail("reserve", "unavailable")
        #expect(run.end == "failed: unavailable")
    }

    /// A run of a step `reserve` with these catch rules, without undo, and an end after it.
    private func script(_ rules: String) throws -> Script {
        let indented = rules.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        return try Script(
            """
            - step: reserve
              call: stock.reserve
              timeout: 10s
              catch:
            \(indented)
            - step: done
              finish: sold
            """
        )
    }
}
