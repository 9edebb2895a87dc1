import CEL
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillHistory

@Suite("How far the steps of a run are")
struct StepProgressTests {
    @Test("steps are done, skipped, caught or undone, and what was not reached is not there")
    func ends() throws {
        let undone = try progress(of: .undone())
        #expect(
            undone == [
                "prices": .done, "check_total": .skipped, "screen": .done, "triage": .done,
                "authorize": .undone, "rates": .done, "source": .done, "stock": .done,
                "plan": .done, "reserve": .done, "hold": .undone, "reserved": .done,
                "departure": .done, "goods_arrive": .skipped, "capture": .failed,
            ]
        )
        #expect(try progress(of: .declined())["authorize"] == .caught)
        #expect(try progress(of: .fulfilled())["tell"] == .caught)
    }

    @Test("a step being called is active, between attempts it is retrying")
    func calling() throws {
        var run = try Script("fulfil_order", "orders/good.json")
        #expect(progress(of: run)["screen"] == .active)
        try run.fail("screen", "unavailable", "No route to host.")
        #expect(progress(of: run)["screen"] == .retrying)
        run.wait(.seconds(1))
        #expect(progress(of: run)["screen"] == .active)
    }

    @Test("a step that awaits an event is waiting; when the run is cancelled it has failed")
    func waiting() throws {
        var run = try Script("payment_with_approval", "payments/large.json")
        try run.answer("earmark")
        #expect(progress(of: run)["approval"] == .waiting)
        try run.ask(.cancel(reason: nil))
        #expect(progress(of: run)["approval"] == .failed)
    }

    @Test("rounds that an error left are not done, whoever caught it")
    func leftByAnError() throws {
        func progress(caughtBy step: String) throws -> [StepID: StepProgress] {
            let workflow = try unfillableWorkflow(caughtBy: step)
            return self.progress(
                of: try Script(workflow, input: .object([.init("id", .string("7"))]))
            )
        }
        #expect(try progress(caughtBy: "source") == ["source": .caught, "plan": .failed])
        #expect(try progress(caughtBy: "nobody") == ["source": .failed, "plan": .failed])
        #expect(
            try progress(caughtBy: "plan")
                == ["source": .done, "plan": .caught, "done": .done]
        )
    }

    @Test("what needs an operator is parked, until it is settled or left")
    func parked() throws {
        #expect(try progress(of: .parked())["send"] == .parked)
        #expect(try progress(of: .resolved())["send"] == .done)
        #expect(try progress(of: .undoParked())["charge"] == .parked)
        #expect(try progress(of: .undoRetried())["charge"] == .undone)
        #expect(try progress(of: .undoSkipped())["charge"] == .failed)
    }

    @Test("a step that several steps undo is undone with the last of them, unless one was left")
    func undoOfSeveralSteps() throws {
        var run = try Script(try clearWorkflow(), input: .object([.init("id", .string("7"))]))
        try run.answer("clear")
        try run.fail("sell", "sold_out", "Somebody was faster.")
        #expect(progress(of: run)["clear"] == .done)
        try run.answer("clear/undo/shelve")
        #expect(progress(of: run)["clear"] == .active)
        var left = run
        try run.answer("clear/undo/price")
        #expect(progress(of: run)["clear"] == .undone)
        #expect(run.state.end != nil)

        try left.fail("clear/undo/price", "unavailable", "No route to host.")
        #expect(progress(of: left)["clear"] == .parked)
        try left.ask(.skip(nil, reason: "priced by hand"))
        #expect(progress(of: left)["clear"] == .failed)
    }

    private func progress(of run: Script) -> [StepID: StepProgress] {
        StepProgress.all(of: run.events, in: run.state.workflow)
    }
}
