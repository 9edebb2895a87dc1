import CEL
import TestSupport
import Testing
import WaybillInterpreter
import WaybillModel

/// Folding events in: facts from outside may come twice or too late, and nothing traps.
@Suite struct FoldTests {
    @Test(arguments: 0..<20 as Range<UInt64>)
    func aFactThatComesTwiceChangesNothing(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        try run.play(100)
        var state = RunState(id: run.script.state.id, workflow: run.script.state.workflow)
        for recorded in run.script.journal {
            state.apply(recorded)
            guard recorded.event.isFromOutside else { continue }
            let before = state
            state.apply(recorded)
            #expect(state.commands == before.commands, "\(recorded.story)")
            #expect(state.nextFact == before.nextFact, "\(recorded.story)")
            #expect(state.status == before.status, "\(recorded.story)")
        }
    }

    @Test func anAnswerToAnAttemptThatIsOverChangesNothing() throws {
        var run = try Script(Script.charge + "\n  retry: { max_attempts: 5 }")
        let first = try run.invocation("charge")
        run.pass(.seconds(10))
        let error = StepError(code: "declined", message: "too late", effect: .unknown)
        let before = run.state.commands
        run.play(.attemptFailed(first.operation, attempt: 1, AttemptFailure(error)))
        #expect(run.state.commands == before)
    }

    @Test func aLateSuccessOfAnEarlierAttemptIsASuccess() throws {
        var run = try Script(Script.charge + "\n  retry: { max_attempts: 5 }")
        let first = try run.invocation("charge")
        run.pass(.seconds(10))
        let output = JSON.object([.init("charge", .string("c1"))])
        run.play(.attemptSucceeded(first.operation, attempt: 1, output: output))
        #expect(run.end == "completed - null")
    }

    @Test func aTimerThatIsNoLongerSetChangesNothing() throws {
        var run = try Script(
            "- { step: first, wait: 10s }\n- { step: second, wait: 1h }",
            header: "timeout: 5h"
        )
        run.pass(.seconds(10))
        let before = run.state.commands
        run.play(.timerFired(.wait(StepPath([.step("first")]))))
        run.play(.timerFired(.awaitDeadline(StepPath([.step("second")]))))
        run.play(.timerFired(.retry(OperationID(StepPath([.step("second")])), attempt: 1)))
        #expect(run.state.commands == before)
    }

    @Test func aFactOfAStepThatIsNotNextChangesNothing() throws {
        var run = try Script("- { step: first, wait: 10s }\n- { step: second, wait: 1h }")
        let before = run.state.commands
        let first = StepPath([.step("first")])
        let second = StepPath([.step("second")])
        let error = StepError(code: "late", message: "")
        for event: Event in [
            .stepSkipped(first), .stepSkipped(second), .waitStarted(first, until: .latest),
            .stepFailed(second, error), .stepParked(second, error),
            .errorCaught(first, rule: 0, output: nil), .scopeEntered(first, attempt: 1),
        ] {
            run.play(event)
        }
        #expect(run.state.commands == before)
    }

    @Test func nothingAfterTheEndChangesTheEnd() throws {
        var run = try Script("- { step: done, finish: sold }")
        let end = run.state.end
        run.play(.cancelRequested(reason: nil))
        run.play(.runFailed(StepError(code: "late", message: ""), unresolved: []))
        #expect(run.state.end == end)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func foldingIsTotal(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var run = try RandomRun(seed: seed)
        try run.play(Int.random(in: 0..<40, using: &random))
        var state = run.script.state
        for number in 0..<400 {
            let event = HostileEvent.any(using: &random)
            state.apply(
                RecordedEvent(sequence: number, time: HostileEvent.time(&random), event: event)
            )
            _ = (state.commands, state.status, state.parkedOperations, state.nextDue)
            for request in HostileEvent.requests { _ = try? state.events(for: request) }
            // The facts that follow are folded in now and then, so that hostile events meet them.
            if number % 3 == 0, let fact = state.nextFact {
                state.apply(RecordedEvent(sequence: number, time: state.now, event: fact))
            }
        }
        #expect(state.sequence <= 400)
        // Whatever was folded in, a fact changes the state, or it would follow for ever.
        for number in 401..<1_401 {
            guard let fact = state.nextFact else { return }
            state.apply(RecordedEvent(sequence: number, time: state.now, event: fact))
            guard state.nextFact != fact else { break }
        }
        Issue.record("the run does not settle: \(state.nextFact?.story ?? "")")
    }
}

extension Event {
    /// Whether the outside world, and not the state, brings it about.
    fileprivate var isFromOutside: Bool {
        switch self {
        case .attemptStarted, .attemptSucceeded, .attemptFailed, .retryScheduled, .timerFired,
            .eventReceived, .cancelRequested, .retryRequested, .operationResolved,
            .operationSkipped:
            true
        default: false
        }
    }
}
