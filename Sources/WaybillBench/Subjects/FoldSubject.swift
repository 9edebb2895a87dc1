import ArgumentParser
import WaybillEngine
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// How many events the interpreter folds.
struct FoldSubject: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fold",
        abstract: "Folding a run's events, beside decoding them from their JSON."
    )

    @OptionGroup var effort: Effort

    func run() async throws {
        Report.title("fold: the events of one order of five calls, over and over, on one core")
        let sample = try await SampleRun()
        let events = sample.events
        let stored = events.map { EventCodec.encode($0.event) }
        let decoding = try Stopwatch.rate(seconds: effort.seconds) {
            for event in stored { _ = try EventCodec.decode(event) }
            return stored.count
        }
        let peer = [("decoding them from JSON", decoding)]
        let recovery = Stopwatch.rate(seconds: effort.seconds) {
            fold(events, sample.workflow.workflow) { _ in }
        }
        Report.rate("apply alone, as when a run is read back", recovery, "events/s", beside: peer)
        let running = Stopwatch.rate(seconds: effort.seconds) {
            fold(events, sample.workflow.workflow) { state in
                _ = state.nextFact
                _ = state.commands
            }
        }
        Report.rate("apply, nextFact and commands", running, "events/s", beside: peer)
    }

    private func fold(
        _ events: [RecordedEvent],
        _ workflow: Workflow,
        _ look: (RunState) -> Void
    ) -> Int {
        var state = RunState(id: "sell-1", workflow: workflow)
        for event in events {
            state.apply(event)
            look(state)
        }
        return events.count
    }
}
