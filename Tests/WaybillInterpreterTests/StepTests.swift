import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// What each kind of step does.
@Suite struct StepTests {
    @Test func aCallIsSentAndItsOutputSeenByLaterSteps() throws {
        var run = try Script(
            """
            - step: screen
              call: risk.score
              with: { order: "${ input.order }" }
              timeout: 5s
            - step: note
              set: { doubled: "${ steps.screen.risk * 2 }" }
            """
        )
        #expect(run.tell() == ["started", #"screen called {"order":"A-1"}"#, "screen: attempt 1"])
        let call = try run.invocation("screen")
        #expect(call.handler == "risk.score")
        #expect(call.timeout == .seconds(5))
        #expect(call.undoes == nil)
        try run.answer("screen", #"{"risk": 21}"#)
        #expect(
            run.tell() == [
                "screen: succeeded", #"note set {"doubled":42}"#, "completed - null",
            ]
        )
    }

    @Test func aRouteTakesTheFirstRuleThatHolds() throws {
        var run = try Script(Self.route, input: #"{"order": "A-1", "amount": 500}"#)
        #expect(run.tell().contains("triage took rule 0"))
        #expect(run.end == "completed rejected null")
    }

    @Test func aRouteTriesItsRulesInOrder() throws {
        var run = try Script(Self.route, input: #"{"order": "A-1", "amount": 50}"#)
        #expect(
            run.tell() == [
                "started", "triage took rule 1", "look waits",
            ]
        )
        run.pass(.seconds(60))
        #expect(run.tell() == ["time: look over", "done finishes sold", #"completed sold {}"#])
    }

    @Test func aRouteTakesElseWhenNoRuleHolds() throws {
        var run = try Script(Self.route, input: #"{"order": "A-1", "amount": 1}"#)
        #expect(run.tell().contains("triage took else"))
        #expect(run.end == "completed sold {}")
    }

    private static let route = """
        - step: triage
          route:
            - when: input.amount > 100
              finish: rejected
            - when: input.amount > 10
              steps: [{ step: look, wait: 1m }]
          else: { to: done }
        - step: done
          finish: sold
          output: {}
        """

    @Test func aScopeGivesItsOutput() throws {
        var run = try Script(
            """
            - step: count
              scope:
                - step: one
                  set: { value: 1 }
                - step: two
                  set: { value: "${ steps.one.value + 1 }" }
              output: { sum: "${ steps.one.value + steps.two.value }" }
            - step: done
              finish: sold
              output: { total: "${ steps.count.sum }" }
            """
        )
        #expect(
            run.tell() == [
                "started", "count entered #1", #"count/one set {"value":1}"#,
                #"count/two set {"value":2}"#, #"count completed {"sum":3}"#, "done finishes sold",
                #"completed sold {"total":3}"#,
            ]
        )
    }

    @Test func toMayLeaveAScope() throws {
        var run = try Script(
            """
            - step: outer
              scope:
                - step: decide
                  route: [{ when: input.amount > 10, to: done }]
                  else: { to: next }
                - step: never
                  wait: 1h
            - step: between
              wait: 1h
            - step: done
              finish: sold
            """
        )
        #expect(
            run.tell() == [
                "started", "outer entered #1", "outer/decide took rule 0", "done finishes sold",
                "completed sold null",
            ]
        )
    }

    @Test func endLeavesTheList() throws {
        var run = try Script(
            """
            - step: outer
              scope:
                - step: decide
                  route: [{ when: input.amount > 10, to: end }]
                  else: { to: next }
                - step: never
                  wait: 1h
            - step: done
              finish: sold
            """
        )
        #expect(run.tell().contains("outer completed null"))
        #expect(run.end == "completed sold null")
    }

    @Test func failRaisesItsErrorWithMessageAndDetails() throws {
        let run = try Script(
            """
            - step: stop
              fail: too_much
              message: "${ input.amount } is too much"
              details: { limit: 10 }
            """
        )
        #expect(run.end == "failed: too_much")
        guard case .failed(let error, _) = run.state.end else { return }
        #expect(error.message == "30 is too much")
        #expect(error.details?.description == #"{"limit":10}"#)
    }

    @Test func finishEndsTheRunWithItsOutcomeAndOutput() throws {
        var run = try Script(
            """
            - step: inside
              scope:
                - step: done
                  finish: sold
                  output: { total: "${ input.amount }" }
            - step: never
              wait: 1h
            """
        )
        #expect(
            run.tell().suffix(2) == [
                "inside/done finishes sold", #"completed sold {"total":30}"#,
            ]
        )
    }

    @Test func aStepIsSkippedUnlessItsConditionHolds() throws {
        var run = try Script(
            """
            - step: rest
              when: input.amount > 100
              wait: 1h
            - step: note
              when: input.amount > 10
              set: { seen: true }
            """
        )
        #expect(
            run.tell() == [
                "started", "rest skipped", #"note set {"seen":true}"#, "completed - null",
            ]
        )
    }

    @Test func anAbsentOptionalIsLeftOutOfAnInput() throws {
        var run = try Script(
            """
            - step: look
              when: input.amount > 100
              call: stock.reserve
              timeout: 5s
            - step: release
              call: stock.release
              with: { reservation: "${ steps.?look.reservation }", key: fixed }
              timeout: 5s
            """
        )
        #expect(run.tell().contains(#"release called {"key":"fixed"}"#))
    }

    @Test func aStepThatMayBeAbsentIsReadPlainlyWhereItIsAskedForFirst() throws {
        for (limit, isFound) in [(20, true), (300, false)] {
            var run = try Script(
                """
                - step: look
                  when: input.amount > \(limit)
                  set: { found: 25 }
                - step: note
                  set: { found: "${ has(steps.look) && steps.look.found > 20 }" }
                """
            )
            #expect(run.tell().contains(#"note set {"found":\#(isFound)}"#))
        }
    }

    @Test func anOutputThatIsAbsentItselfIsMissing() throws {
        var run = try Script(
            """
            - step: find
              call: stock.find
              timeout: 5s
            - step: note
              set:
                asked: "${ has(steps.find) ? steps.find : 'none' }"
                taken: ${ steps.?find.orValue('none') }
            """,
            header: "handlers: { stock.find: { output: \"string?\", effect: none } }"
        )
        try run.answer("find")
        #expect(run.tell().contains(#"note set {"asked":"none","taken":"none"}"#))
    }
}
