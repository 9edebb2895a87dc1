import CEL
import Testing
import WaybillInterpreter
import WaybillModel

/// Events that a run publishes (LANGUAGE.md, "The step", "Events" and "Sagas").
@Suite struct EmitTests {
    /// The step `tell`, which publishes that the order is sold.
    static let tell = """
        - step: tell
          emit: order.sold
          subject: order ${ input.order }
          data: { order: "${ input.order }" }
        """

    /// The same with an undo that is an event too.
    static let tellWithUndo = """
        \(tell)
          compensate: { emit: order.returned, data: { order: "${ call.input.order }" } }
        """

    static let stop = "- { step: stop, fail: hopeless }"

    @Test func anEventIsPublishedAsSoonAsItIsRecorded() throws {
        var run = try Script(Self.tell)
        #expect(
            run.tell() == [
                "started", #"tell emitted order.sold {"order":"A-1"}"#, "completed - null",
            ]
        )
        #expect(
            run.emitted == [
                CloudEvent(
                    id: "run-1/tell",
                    source: "/waybill/sell",
                    type: "order.sold",
                    subject: "order A-1",
                    time: Script.start,
                    correlation: "run-1",
                    data: .object([.init("order", .string("A-1"))])
                )
            ]
        )
    }

    @Test func theIdIsThatOfTheStepInItsIteration() throws {
        let run = try Script(
            """
            - step: each
              for_each: "[1, 2]"
              as: number
              steps:
            \(Self.tell.indented(4))
            """
        )
        #expect(run.emitted.map(\.id) == ["run-1/each[0]/tell", "run-1/each[1]/tell"])
    }

    @Test func anEmptySubjectIsLeftOut() throws {
        let run = try Script(
            """
            - step: tell
              emit: order.sold
              data: { order: "${ input.order }" }
              subject: "${ input.order.substring(3) }"
            """
        )
        #expect(run.emitted.map(\.subject) == [nil])
    }

    @Test func aStepThatIsSkippedPublishesNothing() throws {
        let run = try Script(Self.tell + "\n  when: input.amount > 1000")
        #expect(run.emitted == [])
    }

    @Test func dataThatCannotBeComputedFailsTheStep() throws {
        let run = try Script(
            """
            - step: tell
              emit: order.sold
              data: { order: "${ string(100 / (input.amount - 30)) }" }
              catch: [{ error: expression, finish: rejected }]
            """
        )
        #expect(run.emitted == [])
        #expect(run.end == "completed rejected null")
    }

    @Test func anEventWithoutUndoStays() throws {
        let run = try Script(Self.tell + "\n" + Self.stop)
        #expect(run.emitted.count == 1)
        #expect(run.end == "failed: hopeless")
    }

    @Test func anEventIsUndoneInOrderLikeACallThatSucceeded() throws {
        var run = try Script(
            """
            \(Script.charge)
            \(Self.tellWithUndo)
            \(Script.reserve)
            \(Self.stop)
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        try run.answer("reserve", #"{"reservation": "r1"}"#)
        #expect(run.calls == ["undo reserve"])
        _ = run.tell()
        try run.answer("undo reserve")
        #expect(
            run.tell() == [
                "undo reserve: succeeded", #"undo tell emitted order.returned {"order":"A-1"}"#,
                "undo charge called {}", "undo charge: attempt 1",
            ]
        )
        #expect(run.emitted.map(\.id) == ["run-1/tell", "run-1/tell/undo"])
        try run.answer("undo charge")
        #expect(run.end == "compensated: hopeless")
    }

    @Test func aCallCanBeUndoneByAnEvent() throws {
        var run = try Script(
            """
            \(Self.charge(undoneWith: #"{ order: "${ input.order }" }"#))
            \(Self.stop)
            """
        )
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.emitted.map(\.type) == ["order.returned"])
        #expect(run.end == "compensated: hopeless")
    }

    @Test func anEventThatUndoesWaitsUntilTheCallHasSettled() throws {
        var run = try Script(Self.charge(undoneWith: #"{ order: "${ input.order }" }"#))
        run.pass(.seconds(10))
        #expect(run.emitted == [])
        #expect(run.timers == ["charge settled in 50.0 seconds"])
        run.pass(.seconds(50))
        #expect(run.emitted.count == 1)
        #expect(run.end == "compensated: timeout")
    }

    @Test func anEventThatReadsTheAnswerHasTheCallAskedAgainFirst() throws {
        var run = try Script(Self.charge(undoneWith: #"{ order: "${ call.output.charge }" }"#))
        run.pass(.seconds(10))
        #expect(run.calls == ["charge"])
        try run.answer("charge", #"{"charge": "c1"}"#)
        #expect(run.emitted.map { $0.data["order"] } == [.string("c1")])
        #expect(run.end == "compensated: timeout")
    }

    @Test func anUndoWhoseDataCannotBeComputedWaitsForAnOperator() throws {
        var run = try Script(
            """
            \(Self.tell)
              compensate:
                emit: order.returned
                data: { order: "${ string(100 / (input.amount - 30)) }" }
            \(Self.stop)
            """
        )
        #expect(run.status == .parked)
        try run.ask(.retry(nil))
        #expect(run.status == .parked)
        try run.ask(.skip(nil, reason: "told by telephone"))
        #expect(run.end == "failed: hopeless, unresolved tell")
    }

    @Test func aScopeCanBeUndoneByAnEvent() throws {
        let run = try Script(
            """
            - step: pack
              scope:
            \(Self.tellWithUndo.indented(4))
              compensate: { emit: order.returned, data: { order: all of it } }
            \(Self.stop)
            """
        )
        #expect(run.emitted.map { $0.data["order"] } == [.string("A-1"), .string("all of it")])
    }

    @Test func theCorrelationIsTheOneTheRunWasStartedWith() throws {
        let run = try Script(Self.tell, correlation: "web-77")
        #expect(run.emitted.map(\.correlation) == ["web-77"])
    }

    /// The step `charge`, which an event undoes.
    private static func charge(undoneWith data: String) -> String {
        """
        - step: charge
          call: card.charge
          with: { amount: "${ input.amount }" }
          timeout: 10s
          compensate: { emit: order.returned, data: \(data) }
        """
    }
}
