import Testing
import WaybillInterpreter
import WaybillModel

/// A run that takes some of the machine's transitions: what is played of it, after which its world
/// answers until it is over.
struct TransitionStory: Sendable, CustomTestStringConvertible {
    let name: String
    let steps: String
    let header: String
    let parent: ParentStep?
    let events: @Sendable (inout Script) throws -> Void

    init(
        _ name: String,
        _ steps: String,
        header: String = "",
        parent: ParentStep? = nil,
        _ events: @escaping @Sendable (inout Script) throws -> Void = { _ in }
    ) {
        self.name = name
        self.steps = steps
        self.header = header
        self.parent = parent
        self.events = events
    }

    static let all =
        goingOn + failing + sideBySide + reminding + undoing + children + stopped + parked
        + afterwards

    func play() throws -> Script {
        var run = try Script(steps, header: header, parent: parent)
        try events(&run)
        try run.playOut()
        return run
    }

    var testDescription: String { name }
}

extension Script {
    /// Lets the world answer as it should, and time pass, until the run is over.
    mutating func playOut() throws {
        for _ in 0..<10_000 where !status.isFinal {
            if let call = invocations.first {
                play(call.success)
            } else if state.commands.contains(where: \.isAwait) {
                try send("order.decided", #"{"order": "A-1", "approved": true}"#)
            } else {
                passToNextTimer()
            }
        }
    }

    /// Answers the call that was out first, as its handler's contract says.
    mutating func answerFirst() throws { play(try #require(invocations.first).success) }

    /// Lets the call that was out first fail.
    mutating func failFirst(_ code: ErrorCode, effect: Effect = .none) throws {
        let call = try #require(invocations.first)
        let error = StepError(code: code, message: "said the service", effect: effect)
        play(.attemptFailed(call.operation, attempt: call.attempt, AttemptFailure(error)))
    }

    /// Lets what is out fail, as often as it is tried, until the run is parked.
    mutating func failUntilParked(effect: Effect = .unknown) throws {
        for _ in 0..<10_000 where status != .parked {
            if invocations.isEmpty {
                passToNextTimer()
            } else {
                try failFirst("unavailable", effect: effect)
            }
        }
    }
}

extension Command {
    fileprivate var isAwait: Bool { if case .await = self { true } else { false } }
}
