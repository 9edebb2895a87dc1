import CEL
import OrderedCollections
import Testing
import WaybillModel

@testable import WaybillInterpreter

/// What holds of every run, whatever the world answers. A failing case names its seed.
@Suite struct RandomRunTests {
    @Test(arguments: 0..<150 as Range<UInt64>)
    func sagasHoldWhateverTheWorldAnswers(seed: UInt64) throws {
        var run = try RandomRun(seed: seed)
        try run.play(300) { try expectSound($0) }
        expectHonest(run)
        expectRefoldable(run.script)
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func whatOperatorsSettleWhileListsAreUnderWayHolds(seed: UInt64) throws {
        var run = try RandomRun(seed: seed, RandomRun.forwardSteps)
        try run.play(300) { try expectSound($0) }
        expectHonest(run)
        expectRefoldable(run.script)
    }

    @Test func everyEndIsReached() throws {
        var ends: Set<RunStatus> = []
        var undidChild = 0
        var decided = 0
        var unfilled = 0
        let all: Set<RunStatus> = [.completed, .compensated, .failed, .cancelled]
        for seed in UInt64(0)..<600 where !ends.isSuperset(of: all) || undidChild < 10 {
            for steps in [RandomRun.steps, RandomRun.forwardSteps] {
                var run = try RandomRun(seed: seed, steps)
                try run.play(600)
                ends.insert(run.script.status)
                let packing = StepPath.root.step("packing")
                decided += run.script.plans.count
                unfilled += run.script.failures.count { $0 == .unfilled }
                undidChild += run.script.journal.count { recorded in
                    if case .undoStarted(packing, _) = recorded.event { true } else { false }
                }
            }
        }
        #expect(ends.isSuperset(of: all))
        #expect(undidChild >= 10)
        #expect(decided > 0)
        #expect(unfilled > 0)
    }

    /// The end of a run says the truth about the world: what was to be undone is undone, or named.
    private func expectHonest(_ run: RandomRun) {
        let state = run.script.state
        let undoable = run.world.standing.filter {
            ["charge", "reserve", "label", "spare", "sheet", "parcel", "packing"].contains($0.step)
        }
        let published = run.script.emitted.map(\.id)
        #expect(Set(published).count == published.count)
        switch state.end {
        case .completed("sold", _):
            #expect(run.world.happened(StepPath([.step("capture")])))
        case .completed, .compensated, .cancelled:
            #expect(undoable.map(\.description) == [])
            let announced = published.filter { $0.hasSuffix("announce") }
            #expect(announced.allSatisfy { published.contains($0 + "/undo") })
        case .failed(_, let unresolved):
            if case .passed = state.pivot { return }
            let named = unresolved.map(\.description)
            #expect(undoable.map(\.description).filter { !named.contains($0) } == [])
        case nil: return
        }
    }

    /// What holds of the state after each thing that happens.
    private func expectSound(_ run: RandomRun) throws {
        let state = run.script.state
        let invocations = run.script.invocations
        #expect(state.nextFact == nil)
        #expect(Set(state.commands).count == state.commands.count)
        if state.end != nil {
            #expect(state.commands.isEmpty)
            #expect(run.script.locks == [])
            return
        }
        // Whatever is not over waits for something.
        #expect(!state.commands.isEmpty || state.status == .parked)
        for operation in invocations.map(\.operation) where operation.direction == .undo {
            #expect(!run.isAwaitingAnswer(of: operation.path))
            if case .passed = state.pivot { #expect(operation.path.description != "charge") }
            if case .inDoubt = state.pivot { Issue.record("undone while the pivot is in doubt") }
        }
        // A key names one operation.
        #expect(Set(invocations.map(\.idempotencyKey)).count == invocations.count)
        // What is undone next is found without looking through all there is.
        let open = state.saga.values.filter { !$0.isSettled }
        let latest = open.max { $0.lastFact < $1.lastFact }
        #expect(state.latestOpenEntry(inside: .root)?.path == latest?.path)
    }

    /// Folding the journal again, event by event or at once, gives the same state and commands.
    private func expectRefoldable(_ run: Script) {
        let id = run.state.id
        let workflow = run.state.workflow
        let again = RunState(id: id, workflow: workflow, events: run.journal)
        #expect(again.commands == run.state.commands)
        #expect(again.status == run.status)
        #expect(again.warnings == run.state.warnings)
        #expect(again.unresolved == run.state.unresolved)
        #expect(again.saga.keys == run.state.saga.keys)
        #expect(again.saga.values.map(\.effect) == run.state.saga.values.map(\.effect))
        var half = RunState(
            id: id,
            workflow: workflow,
            events: run.journal.prefix(run.journal.count / 2)
        )
        // Asking between the events changes nothing.
        for event in run.journal.dropFirst(run.journal.count / 2) {
            _ = (half.nextFact, half.commands, half.status)
            half.apply(event)
        }
        #expect(half.commands == run.state.commands)
        #expect(half.status == run.status)
    }
}
