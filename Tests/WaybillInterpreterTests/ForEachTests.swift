import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// A body for each element of a list.
@Suite struct ForEachTests {
    private static func each(
        _ keys: String = "",
        of list: String = "[10, 20, 30]",
        body: String = Script.charge
    ) -> String {
        """
        - step: pay
          for_each: "\(list)"
          as: part
          index_as: position
        \(keys.indented(2))
          steps:
        \(body.indented(4))
        """
    }

    private static let chargePart = """
        - step: charge
          call: card.charge
          with: { amount: "${ part + position }" }
          timeout: 10s
          compensate: { call: card.refund, with: { why: "${ string(part) }" }, timeout: 10s }
        """
    private static let done = "\n- { step: done, finish: sold }"
    private static let charged = #"{"charge": "c1"}"#

    @Test func iterationsRunOneAfterTheOtherUnlessMoreMayRun() throws {
        var run = try Script(Self.each(body: Self.chargePart) + Self.done)
        for index in 0..<3 {
            #expect(run.calls == ["pay[\(index)]/charge"])
            try run.answer("pay[\(index)]/charge", Self.charged)
        }
        #expect(run.end == "completed sold null")
    }

    @Test func theBodySeesItsElementAndItsPosition() throws {
        let run = try Script(Self.each("max_parallel: 3", body: Self.chargePart))
        #expect(
            run.invocations.map(\.input.description)
                == [#"{"amount":10}"#, #"{"amount":21}"#, #"{"amount":32}"#]
        )
    }

    @Test func noMoreRunAtATimeThanMay() throws {
        var run = try Script(Self.each("max_parallel: 2", body: Self.chargePart) + Self.done)
        #expect(run.calls == ["pay[0]/charge", "pay[1]/charge"])
        try run.answer("pay[1]/charge", Self.charged)
        #expect(run.calls == ["pay[0]/charge", "pay[2]/charge"])
    }

    @Test func noMoreAreUndoneAtATimeThanMayRunTheLatestFirst() throws {
        var run = try Script(
            Self.each("max_parallel: 2", body: Self.chargePart) + "\n- { step: no, fail: lost }"
        )
        for index in 0..<3 { try run.answer("pay[\(index)]/charge", Self.charged) }
        #expect(run.calls == ["undo pay[2]/charge", "undo pay[1]/charge"])
        try run.answer("undo pay[1]/charge")
        #expect(run.calls == ["undo pay[2]/charge", "undo pay[0]/charge"])
    }

    @Test func eachIterationHasItsOwnKey() throws {
        let run = try Script(Self.each("max_parallel: 3", body: Self.chargePart))
        #expect(
            run.invocations.map(\.idempotencyKey)
                == ["run-1/pay[0]/charge", "run-1/pay[1]/charge", "run-1/pay[2]/charge"]
        )
    }

    @Test func whatIsCollectedIsInTheOrderOfTheInput() throws {
        var run = try Script(
            Self.each(
                "max_parallel: 3\ncollect: steps.charge.charge + string(part)",
                body: Self.chargePart
            ) + "\n- { step: note, set: { all: \"${ steps.pay }\" } }" + Self.done
        )
        for index in [2, 0, 1] {
            try run.answer("pay[\(index)]/charge", #"{"charge": "c\#(index)-"}"#)
        }
        #expect(run.tell().contains(#"note set {"all":["c0-10","c1-20","c2-30"]}"#))
    }

    @Test func anEmptyListIsDoneAtOnce() throws {
        let run = try Script(
            Self.each(of: "[10].filter(x, x > 10)", body: Self.chargePart) + Self.done
        )
        #expect(run.end == "completed sold null")
    }

    @Test func iterationsInARowAreUndoneInReverse() throws {
        var run = try Script(Self.each(body: Self.chargePart))
        try run.answer("pay[0]/charge", Self.charged)
        try run.answer("pay[1]/charge", Self.charged)
        try run.fail("pay[2]/charge", "declined")
        #expect(run.calls == ["undo pay[1]/charge"])
        #expect(try run.invocation("undo pay[1]/charge").input.description == #"{"why":"20"}"#)
        try run.answer("undo pay[1]/charge")
        #expect(run.calls == ["undo pay[0]/charge"])
        try run.answer("undo pay[0]/charge")
        #expect(run.end == "compensated: declined")
    }

    @Test func iterationsThatRanSideBySideAreUndoneSoAndEachOnItsOwn() throws {
        var run = try Script(
            Self.each("max_parallel: 3", body: Self.chargePart)
                + "\n- { step: stop, fail: hopeless }"
        )
        for index in 0..<3 { try run.answer("pay[\(index)]/charge", Self.charged) }
        #expect(run.calls.count == 3)
        #expect(
            Set(run.invocations.map(\.idempotencyKey))
                == Set((0..<3).map { "run-1/pay[\($0)]/charge/undo" })
        )
    }

    @Test func enoughIterationsEndAndTheOthersAreUndone() throws {
        var run = try Script(
            Self.each("max_parallel: 3\njoin: 2\ncollect: part", body: Self.chargePart)
                + "\n- { step: note, set: { all: \"${ steps.pay }\" } }" + Self.done
        )
        try run.answer("pay[2]/charge", Self.charged)
        try run.answer("pay[0]/charge", Self.charged)
        try run.answer("pay[1]/charge", Self.charged)
        try run.answer("undo pay[1]/charge")
        #expect(run.tell().contains(#"note set {"all":[10,30]}"#))
        #expect(run.end == "completed sold null")
    }

    @Test func noIterationBeginsOnceEnoughHaveEnded() throws {
        var run = try Script(Self.each("join: any", body: Self.chargePart) + Self.done)
        try run.answer("pay[0]/charge", Self.charged)
        #expect(run.end == "completed sold null")
    }

    @Test func moreThanThereAreCannotBeMet() throws {
        let run = try Script(
            Self.each("join: 4", of: "input.order.split('-').map(c, 30)", body: Self.chargePart)
        )
        #expect(run.end == "failed: exhausted")
    }

    @Test func aFailingCollectFailsTheStep() throws {
        var run = try Script(Self.each("collect: 1 / (part - 10)", body: Self.chargePart))
        try run.answer("pay[0]/charge", Self.charged)
        try run.answer("undo pay[0]/charge")
        #expect(run.end == "compensated: expression")
    }

    @Test func loopsNest() throws {
        var run = try Script(
            Self.each(
                "max_parallel: 2\ncollect: steps.inner",
                of: "[1, 2]",
                body: """
                    - step: inner
                      for_each: "[part, part * 10]"
                      as: small
                      collect: small + part
                      steps: [{ step: nothing, set: { x: "${ small }" } }]
                    """
            ) + "\n- { step: note, set: { all: \"${ steps.pay }\" } }" + Self.done
        )
        #expect(run.tell().contains(#"note set {"all":[[2,11],[4,22]]}"#))
    }
}
