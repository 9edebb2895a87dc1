import Testing
import WaybillInterpreter
import WaybillModel

/// Waiting for an event or a time.
@Suite struct WaitTests {
    @Test func anAwaitTakesTheEventThatMatches() throws {
        var run = try Script(Self.await)
        #expect(run.tell() == ["started", #"review awaits {"order":"A-1"}"#])
        #expect(run.status == .waiting)
        try run.send("order.decided", #"{"order": "B-2", "approved": true}"#)
        #expect(run.tell() == [])
        try run.send("order.decided", #"{"order": "A-1", "approved": true}"#)
        #expect(run.end == "completed sold null")
    }

    @Test func anAwaitThatIsNotAnsweredInTimeFails() throws {
        var run = try Script(Self.await)
        #expect(run.timers == ["review too late in 172800.0 seconds"])
        run.pass(.seconds(2 * 86_400))
        #expect(
            run.tell().suffix(4) == [
                "time: review too late", "undoing the run: timeout", "undone the run",
                "failed: timeout",
            ]
        )
    }

    @Test func anEventIsTakenOncePerRun() throws {
        var run = try Script(
            """
            - step: first
              await: order.decided
              match: { order: input.order }
              timeout: 2d
            - step: second
              await: order.decided
              match: { order: input.order }
              timeout: never
            """
        )
        let data = #"{"order": "A-1", "approved": true}"#
        try run.send("order.decided", data, id: "e-1")
        #expect(run.tell().last == #"second awaits {"order":"A-1"}"#)
        try run.send("order.decided", data, id: "e-1")
        #expect(run.tell() == [])
        #expect(run.timers == [])
        try run.send("order.decided", data, id: "e-2")
        #expect(run.end == "completed - null")
    }

    private static let await = """
        - step: review
          await: order.decided
          match: { order: input.order }
          timeout: 2d
        - step: check
          route: [{ when: steps.review.approved, finish: sold }]
          else: { finish: rejected }
        """

    @Test func aWaitIsOverAfterItsDuration() throws {
        var run = try Script("- { step: rest, wait: 90s }")
        #expect(run.timers == ["rest over in 90.0 seconds"])
        run.pass(.seconds(89))
        #expect(run.status == .waiting)
        run.pass(.seconds(1))
        #expect(run.end == "completed - null")
    }

    @Test func waitUntilIsOverAtItsTime() throws {
        var run = try Script("- { step: rest, wait_until: \"now + duration('2h')\" }")
        #expect(run.timers == ["rest over in 7200.0 seconds"])
        run.pass(.seconds(7_200))
        #expect(run.end == "completed - null")
    }

    @Test func aWaitUntilAPastTimeIsOverAtOnce() throws {
        var run = try Script("- { step: rest, wait_until: \"now - duration('2h')\" }")
        run.pass(.zero)
        #expect(run.end == "completed - null")
    }
}
