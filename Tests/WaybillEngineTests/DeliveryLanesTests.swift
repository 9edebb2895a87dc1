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
        lanes.mayHaveMore = false
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

    @Test func howeverManyRunsWaitOthersAreTried() throws {
        var lanes = DeliveryLanes()
        for number in 0..<2_000 {
            let run = RunID("r-\(number)")
            lanes.begin(run)
            lanes.fail(run, at: start, atLeast: nil, jitter: 1)
        }
        #expect(lanes.hasRoom)
        // Those that wait and those that were not tried yet have half of the room each.
        let due = lanes.due(at: start.advanced(by: .seconds(60)))
        #expect(due.count == 8)
        for run in due { lanes.begin(run) }
        #expect(lanes.due(at: start.advanced(by: .seconds(60))) == [])
        #expect(lanes.hasRoom)
    }

    @Test func thoseThatWaitAreTriedAgainInTurn() throws {
        var lanes = DeliveryLanes()
        lanes.mayHaveMore = false
        for number in 0..<40 {
            let run = RunID("r-\(number)")
            lanes.begin(run)
            let time = start.advanced(by: .seconds(40 - number))
            lanes.fail(run, at: time, atLeast: nil, jitter: 1)
        }
        let later = start.advanced(by: .seconds(100))
        var tried: [RunID] = []
        while case let due = lanes.due(at: later), !due.isEmpty {
            for run in due {
                lanes.begin(run)
                lanes.fail(run, at: later, atLeast: nil, jitter: 1)
            }
            tried += due
        }
        #expect(tried == (0..<40).reversed().map { RunID("r-\($0)") })
    }
}
