import CEL
import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillEngine

/// Which runs' events are sent when.
@Suite struct DeliveryLanesTests {
    private let start = Clock.system.now()

    /// A receiver that was away comes back to many runs that wait.
    @Test func noMoreAreTriedAgainThanThereIsRoomFor() throws {
        var lanes = DeliveryLanes()
        let runs = (0..<40).map { RunID("r-\($0)") }
        for run in runs {
            lanes.begin(run)
            lanes.fail(run, at: start, atLeast: nil, jitter: 1)
        }
        let later = start.advanced(by: .seconds(60))
        var sent: [RunID] = []
        for _ in 0..<3 {
            let due = lanes.due(at: later)
            #expect(due.count == min(16, 40 - sent.count))
            for run in due { lanes.begin(run) }
            #expect(lanes.due(at: later) == [])
            for run in due { lanes.succeed(run) }
            sent += due
        }
        #expect(Set(sent) == Set(runs))
        #expect(lanes.due(at: later) == [])
    }
}
