import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Branches that run side by side: joins, losers, failures.
@Suite struct ParallelTests {
    /// Two branches, each with a call that can be undone.
    private static func pair(_ keys: String = "") -> String {
        """
        - step: both
          parallel:
            money:
        \(Script.charge.indented(6))
            goods:
        \(Script.reserve.indented(6))
        \(keys.indented(2))
        """
    }

    private static let done = "\n- { step: done, finish: sold }"
    private static let charged = #"{"charge": "c1"}"#
    private static let reserved = #"{"reservation": "r1"}"#

    // MARK: All

    @Test func branchesRunSideBySideAndAllMustEnd() throws {
        var run = try Script(Self.pair() + Self.done)
        #expect(run.calls == ["both.money/charge", "both.goods/reserve"])
        try run.answer("both.goods/reserve", Self.reserved)
        #expect(run.status == .running)
        try run.answer("both.money/charge", Self.charged)
        #expect(run.end == "completed sold null")
    }

    @Test func theStepsAfterSeeWhatTheBranchesGave() throws {
        var run = try Script(
            Self.pair() + "\n"
                + """
                - step: note
                  set:
                    charge: "${ steps.charge.charge }"
                    reservation: "${ steps.reserve.reservation }"
                    won: "${ steps.both.won }"
                """ + Self.done
        )
        try run.answer("both.goods/reserve", Self.reserved)
        try run.answer("both.money/charge", Self.charged)
        let set = #"note set {"charge":"c1","reservation":"r1","won":["goods","money"]}"#
        #expect(run.tell().contains(set))
    }

    @Test func theFirstFailureCancelsTheOthersAndEverythingIsUndone() throws {
        var run = try Script(Self.pair("catch: [{ error: out_of_stock, finish: sold }]"))
        try run.answer("both.money/charge", Self.charged)
        try run.fail("both.goods/reserve", "out_of_stock")
        #expect(run.calls == ["undo both.money/charge"])
        try run.answer("undo both.money/charge")
        #expect(run.end == "completed sold null")
    }

    @Test func aCallThatIsOutWhenAnotherBranchFailsIsWaitedForAndUndone() throws {
        var run = try Script(Self.pair())
        try run.fail("both.goods/reserve", "out_of_stock")
        #expect(run.calls == ["both.money/charge"])
        try run.answer("both.money/charge", Self.charged)
        #expect(run.calls == ["undo both.money/charge"])
        try run.answer("undo both.money/charge")
        #expect(run.end == "compensated: out_of_stock")
    }

    @Test func withWaitTheOthersFinishBeforeTheStepFails() throws {
        var run = try Script(Self.pair("on_failure: wait"))
        try run.fail("both.goods/reserve", "out_of_stock")
        #expect(run.calls == ["both.money/charge"])
        #expect(!run.tell().contains("undoing both: out_of_stock"))
        try run.answer("both.money/charge", Self.charged)
        #expect(run.tell().contains("undoing both: out_of_stock"))
        try run.answer("undo both.money/charge")
        #expect(run.end == "compensated: out_of_stock")
    }

    @Test func branchesAreUndoneSideBySideWhenTheRunFailsLater() throws {
        var run = try Script(Self.pair() + "\n- { step: stop, fail: hopeless }")
        try run.answer("both.goods/reserve", Self.reserved)
        try run.answer("both.money/charge", Self.charged)
        #expect(Set(run.calls) == ["undo both.money/charge", "undo both.goods/reserve"])
    }

    @Test func insideABranchTheLatestIsUndoneFirst() throws {
        var run = try Script(
            """
            - step: both
              parallel:
                all:
            \(Script.charge.indented(6))
            \(Script.reserve.indented(6))
                none: [{ step: nap, wait: 1h }]
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("both.all/charge", Self.charged)
        try run.answer("both.all/reserve", Self.reserved)
        run.pass(.seconds(3600))
        #expect(run.calls == ["undo both.all/reserve"])
        try run.answer("undo both.all/reserve")
        #expect(run.calls == ["undo both.all/charge"])
    }

    @Test func whatRanBeforeIsUndoneOnlyAfterTheBranches() throws {
        var run = try Script(
            """
            - step: label
              call: label.buy
              timeout: 10s
              compensate: { call: label.void, with: { label: "${ call.output.label }" }, timeout: 10s }
            \(Self.pair())
            - { step: stop, fail: hopeless }
            """
        )
        try run.answer("label", #"{"label": "l1"}"#)
        try run.answer("both.goods/reserve", Self.reserved)
        try run.answer("both.money/charge", Self.charged)
        try run.answer("undo both.money/charge")
        #expect(run.calls == ["undo both.goods/reserve"])
        try run.answer("undo both.goods/reserve")
        #expect(run.calls == ["undo label"])
    }

    // MARK: Races

    @Test func theFirstToEndWinsAndTheLoserIsUndoneBeforeTheNextStep() throws {
        var run = try Script(Self.pair("join: any") + Self.done)
        try run.answer("both.goods/reserve", Self.reserved)
        #expect(run.calls == ["both.money/charge"])
        #expect(run.end == nil)
        try run.answer("both.money/charge", Self.charged)
        #expect(run.calls == ["undo both.money/charge"])
        try run.answer("undo both.money/charge")
        #expect(run.tell().contains(#"both joined {"won":["goods"]}"#))
        #expect(run.end == "completed sold null")
    }

    @Test func aLoserThatWasNeverAnsweredIsSettledAndUndone() throws {
        var run = try Script(Self.pair("join: any") + Self.done)
        try run.answer("both.money/charge", Self.charged)
        run.pass(.seconds(10))
        #expect(run.calls == [])
        #expect(run.timers == ["both.goods/reserve settled in 50.0 seconds"])
        run.pass(.seconds(50))
        #expect(run.calls == ["undo both.goods/reserve"])
        try run.answer("undo both.goods/reserve")
        #expect(run.end == "completed sold null")
    }

    @Test func aFailedBranchOnlyCounts() throws {
        var run = try Script(Self.pair("join: any") + Self.done)
        try run.fail("both.goods/reserve", "out_of_stock")
        #expect(run.calls == ["both.money/charge"])
        try run.answer("both.money/charge", Self.charged)
        #expect(run.end == "completed sold null")
    }

    @Test func theStepFailsWithTheFirstErrorWhenTheNumberIsOutOfReach() throws {
        var run = try Script(Self.pair("join: any"))
        try run.fail("both.goods/reserve", "out_of_stock")
        try run.fail("both.money/charge", "declined")
        #expect(run.end == "failed: out_of_stock")
    }

    @Test func aNumberOfWinnersCanBeComputed() throws {
        var run = try Script(Self.pair("join: input.amount - 29") + Self.done)
        try run.answer("both.money/charge", Self.charged)
        try run.answer("both.goods/reserve", Self.reserved)
        try run.answer("undo both.goods/reserve")
        #expect(run.end == "completed sold null")
    }

    @Test func theJournalDecidesWhoWon() throws {
        var run = try Script(
            """
            - step: first
              parallel:
                slow: [{ step: two, wait: 2s }]
                fast: [{ step: one, wait: 1s }]
              join: any
            - { step: note, set: { who: "${ steps.first.won[0] }" } }
            """ + Self.done
        )
        run.pass(.seconds(5))
        #expect(run.tell().contains(#"note set {"who":"fast"}"#))
    }

    // MARK: Time, operators, the pivot

    @Test func aTimeoutUndoesTheWholeStep() throws {
        var run = try Script(
            Self.pair("timeout: 5s\ncatch: [{ error: timeout, finish: sold }]")
        )
        try run.answer("both.money/charge", Self.charged)
        run.pass(.seconds(5))
        #expect(run.calls == ["both.goods/reserve"])
        try run.fail("both.goods/reserve", "out_of_stock")
        #expect(run.calls == ["undo both.money/charge"])
        try run.answer("undo both.money/charge")
        #expect(run.end == "completed sold null")
    }

    @Test func cancellingReachesEveryBranch() throws {
        var run = try Script(Self.pair())
        try run.answer("both.money/charge", Self.charged)
        try run.ask(.cancel(reason: nil))
        try run.answer("both.goods/reserve", Self.reserved)
        #expect(Set(run.calls) == ["undo both.money/charge", "undo both.goods/reserve"])
        try run.answer("undo both.money/charge")
        try run.answer("undo both.goods/reserve")
        #expect(run.end == "cancelled")
    }

    @Test func afterThePivotAnUncaughtErrorParksItsBranchAndTheOthersGoOn() throws {
        var run = try Script(
            """
            \(Script.capture)
            - step: both
              parallel:
                goods:
            \(Script.reserve.indented(6))
                nap: [{ step: nap, wait: 1h }]
            """ + Self.done
        )
        try run.answer("capture", Self.charged)
        try run.fail("both.goods/reserve", "out_of_stock")
        #expect(run.status == .parked)
        run.pass(.seconds(3600))
        #expect(run.tell().contains("both.nap ended"))
        try run.ask(.retry(nil))
        try run.answer("both.goods/reserve", Self.reserved)
        #expect(run.end == "completed sold null")
    }

    @Test func aStepThatWasUndoneAndIsTriedAgainHasNewKeys() throws {
        var run = try Script(
            """
            \(Script.capture)
            \(Self.pair("join: any"))
            """ + Self.done
        )
        try run.answer("capture", Self.charged)
        try run.fail("both.goods/reserve", "out_of_stock")
        try run.fail("both.money/charge", "declined")
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        try run.answer("both.money/charge", Self.charged)
    }

    @Test func anUndoThatGivesUpInALoserParksTheRunAndItsSkipFailsIt() throws {
        var run = try Script(
            """
            - step: first
              parallel:
                nap: [{ step: nap, wait: 20s }]
                label:
                  - step: label
                    call: label.buy
                    timeout: 10s
                    compensate:
                      call: label.void
                      with: { label: "${ call.output.label }" }
                      timeout: 10s
                      retry: { max_attempts: 1 }
                  - { step: rest, wait: 1h }
              join: any
            """ + Self.done
        )
        try run.answer("first.label/label", #"{"label": "l1"}"#)
        run.pass(.seconds(20))
        try run.fail("undo first.label/label", "unavailable")
        #expect(run.status == .parked)
        try run.ask(.skip(nil, reason: "by hand"))
        #expect(run.end == "failed: cancelled, unresolved first.label/label")
    }
}
