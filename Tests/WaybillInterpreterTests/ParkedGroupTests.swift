import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// What an operator settles or leaves while lists of it are still under way.
@Suite struct ParkedGroupTests {
    @Test func aCallThatFailsInAGroupSettledByHandConcernsNobody() throws {
        var run = try parked(beside: Self.ask("other"))
        try run.ask(.resolve(nil, output: try JSON(parsing: "[1, 2]"), reason: "by hand"))
        #expect(run.calls == ["last"], "what only reads is not waited for")
        try run.answer("last", #"{"risk": 9}"#)
        #expect(run.end == "completed sold null")
    }

    @Test func aCallThatMayHaveToBeUndoneIsStillWaitedFor() throws {
        var run = try parked(beside: Script.reserve)
        try run.ask(.resolve(nil, output: try JSON(parsing: "[1, 2]"), reason: "by hand"))
        #expect(run.calls == ["each[1]/rest/reserve", "last"])
        try run.fail("each[1]/rest/reserve", "out_of_stock")
        #expect(run.calls == ["last"])
        try run.answer("last", #"{"risk": 9}"#)
        #expect(run.end == "completed sold null")
    }

    @Test func whatSucceedsAfterItWasSettledByHandIsUndoneWithTheRest() throws {
        var run = try parked(beside: Script.reserve, inScope: true)
        try run.ask(.resolve(nil, output: try JSON(parsing: "[1, 2]"), reason: "by hand"))
        try run.answer("all/each[1]/rest/reserve", #"{"reservation": "r1"}"#)
        try run.fail("all/last", "unavailable")
        #expect(run.calls == ["undo all/each[1]/rest/reserve"])
    }

    @Test func aCallThatFailsInAGroupLeftAfterTheEndConcernsNobody() throws {
        var run = try Script(
            "- { step: done, finish: sold }",
            header: """
                after:
                  sold:
                \(Self.each(Self.ask("other")).indented(4))
                    - { step: last, call: mail.send, timeout: 10s }
                """
        )
        try run.answer("each[0]/look", #"{"risk": 0}"#)
        #expect(run.status == .running)
        try run.ask(.skip(StepPath("each"), reason: "by hand"))
        #expect(run.calls == ["last"])
        try run.answer("last")
        #expect(run.end == "completed sold null")
    }

    @Test func aChildOfAGroupSettledByHandIsCancelledAndTheRunWaitsForIt() throws {
        var run = try parked(beside: ChildRunTests.pack)
        try run.ask(.resolve(nil, output: try JSON(parsing: "[1, 2]"), reason: "by hand"))
        #expect(run.children == ["run-1/each[1]/rest/packing is cancelled"])
        try run.answer("last", #"{"risk": 9}"#)
        #expect(run.end == nil)
        run.endChild("each[1]/rest/packing", .cancelled(reason: nil))
        #expect(run.end == "completed sold null")
    }

    @Test func theChildrenOfARunThatIsLeftAsItIsAreCancelledFirst() throws {
        var run = try parked(beside: ChildRunTests.pack)
        try run.ask(.skip(StepPath("each"), reason: "by hand"))
        #expect(run.children == ["run-1/each[1]/rest/packing is cancelled"])
        #expect(run.end == nil)
        run.endChild("each[1]/rest/packing", .cancelled(reason: nil))
        #expect(run.end == "failed: expression, unresolved each")
    }

    @Test func aChildThatCompletedAllTheSameIsNamedAmongWhatIsLeft() throws {
        var run = try parked(beside: ChildRunTests.pack)
        try run.ask(.skip(StepPath("each"), reason: "by hand"))
        run.endChild("each[1]/rest/packing", ChildRunTests.packed)
        #expect(run.end == "failed: expression, unresolved each, unresolved each[1]/rest/packing")
    }

    @Test func whatIsBeingUndoneInsideIsNotSettledWithIt() throws {
        var run = try parked(
            beside: """
                - step: trial
                  scope:
                \(Script.reserve.indented(4))
                    - { step: stop, fail: hopeless }
                  catch: [{ error: any, to: next }]
                """
        )
        try run.answer("each[1]/rest/trial/reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo each[1]/rest/trial/reserve"])
        let request = OperatorRequest.resolve(
            StepPath("each"),
            output: try JSON(parsing: "[1, 2]"),
            reason: "by hand"
        )
        let refusal = #expect(throws: Refusal.self) { try run.ask(request) }
        #expect(
            refusal?.reason
                == "each cannot be settled yet: each[1]/rest/trial, inside it, is being undone"
        )
        try run.answer("undo each[1]/rest/trial/reserve")
        try run.ask(request)
        #expect(run.calls == ["last"])
    }

    /// A call that only reads.
    private static func ask(_ step: String) -> String {
        """
        - step: \(step)
          call: risk.score
          with: { order: "${ input.order }" }
          timeout: 10s
          retry: { max_attempts: 1 }
        """
    }

    /// Two iterations side by side: the first looks at something, the second does other steps.
    private static func each(_ steps: String) -> String {
        """
        - step: each
          for_each: "[1, 2]"
          as: part
          max_parallel: 2
          collect: 10 / steps.?look.risk.orValue(1)
          steps:
        \(ask("look").indented(4))
              when: part == 1
            - step: rest
              when: part == 2
              scope:
        \(steps.indented(8))
        """
    }

    /// A run past its pivot, in which the first of two iterations is over and what it collects could
    /// not be computed, while the second is busy with some steps.
    private func parked(beside steps: String, inScope: Bool = false) throws -> Script {
        let each = Self.each(steps) + "\n" + Self.ask("last")
        let scope = "- step: all\n  catch: [{ error: unavailable, to: next }]\n  scope:\n"
        var run = try Script(
            Script.capture + "\n" + (inScope ? scope + each.indented(4) : each)
                + "\n- { step: done, finish: sold }"
        )
        try run.answer("capture", #"{"charge": "c1"}"#)
        let path = inScope ? "all/each" : "each"
        try run.answer("\(path)[0]/look", #"{"risk": 0}"#)
        #expect(run.state.parkedOperations.map(\.id.story) == [path])
        return run
    }
}
