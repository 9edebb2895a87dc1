import CEL
import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// Lists that are stopped in the middle of something: by an operator, by the end of their time,
    /// by what happens beside them.
    static let stopped =
        Busy.cancellable.flatMap { busy in
            [
                TransitionStory("cancelled \(busy.name)", busy.steps) { run in
                    try busy.reach(&run)
                    try run.ask(.cancel(reason: nil))
                    try busy.leave(&run)
                },
                TransitionStory("cancelled \(busy.name) further in", busy.steps.inTwoScopes) {
                    run in
                    try busy.reach(&run)
                    try run.ask(.cancel(reason: nil))
                    try busy.leave(&run)
                },
            ]
        }
        + [Busy.unwinding, Busy.failedScope].flatMap { busy in
            [
                TransitionStory(
                    "out of time \(busy.name)",
                    "- step: hour\n  timeout: 1m\n  scope:\n" + busy.steps.indented(4)
                ) { run in
                    try busy.reach(&run)
                    try run.failWhatIsOut(for: .seconds(60))
                },
                TransitionStory(
                    "out of time \(busy.name) further in",
                    "- step: hour\n  timeout: 1m\n  scope:\n" + busy.steps.inTwoScopes.indented(4)
                ) { run in
                    try busy.reach(&run)
                    try run.failWhatIsOut(for: .seconds(60))
                },
            ]
        }
        + [
            TransitionStory("a call that only reads is stopped", Busy.reading.steps) { run in
                try run.ask(.cancel(reason: nil))
            },
            TransitionStory("a call that waits for room is stopped", Script.charge) { run in
                run.takeRoom()
                try run.interrupt("charge")
                try run.ask(.cancel(reason: nil))
                run.giveRoom()
            },
            TransitionStory("the last answer is a failure", Script.charge) { run in
                try run.ask(.cancel(reason: nil))
                try run.failFirst("declined")
            },
            TransitionStory("the last answer never comes", Script.charge) { run in
                try run.ask(.cancel(reason: nil))
                run.pass(.seconds(10))
            },
            TransitionStory("the last answer is lost with the process", Script.charge) { run in
                try run.ask(.cancel(reason: nil))
                try run.interrupt("charge")
            },
        ]
}

/// Something that a list can be busy with.
struct Busy: Sendable {
    let name: String
    let steps: String
    /// Brings a run there from the start of the steps.
    var reach: @Sendable (inout Script) throws -> Void = { _ in }
    /// What happens after it was asked to stop.
    var leave: @Sendable (inout Script) throws -> Void = { _ in }

    static let cancellable = [
        calling, waiting, awaiting, runningChild, locking, inside, betweenRounds, backingOff,
        undoing,
        attemptFailed,
        waitingForRetry, pivotRefused,
    ]

    static let calling = Busy(name: "in a call", steps: Script.charge)
    static let reading = Busy(
        name: "in a call that only reads",
        steps: """
            - { step: look, call: risk.score, with: { order: "${ input.order }" }, timeout: 5s }
            """
    )
    /// A step that waits for an operator.
    static let stuck = Busy(
        name: "parked",
        steps: "- { step: broken, set: { x: \"${ 1 / (input.amount - 30) }\" } }"
    )
    static let waiting = Busy(name: "in a wait", steps: "- { step: rest, wait: 1h }")
    static let awaiting = Busy(
        name: "in an await",
        steps: "- { step: ask, await: order.decided, match: { order: input.order }, timeout: 1h }"
    )
    static let runningChild = Busy(
        name: "while a child runs",
        steps: ChildRunTests.pack,
        leave: { $0.endChildren(.cancelled(reason: nil)) }
    )
    static let locking = Busy(
        name: "before a lock",
        steps: """
            - step: pay
              scope: [{ step: rest_inside, wait: 1h }]
              lock: { name: "'till'", timeout: 1h }
            """
    )
    static let inside = Busy(
        name: "in branches",
        steps: """
            - step: both
              parallel: { one: [{ step: a, wait: 1h }], two: [{ step: b, wait: 1h }] }
            """
    )
    static let betweenRounds = Busy(
        name: "between rounds",
        steps: """
            - step: rounds
              repeat: 3
              until: steps.a.x > 1
              every: 1h
              steps: [{ step: a, set: { x: 1 } }]
            """
    )
    static let backingOff = Busy(
        name: "before another attempt of a scope",
        steps: """
            - step: pay
              scope: [{ step: stop, fail: hopeless }]
              retry: { max_attempts: 2, initial_delay: 1m, jitter: none }
            """
    )
    static let waitingForRetry = Busy(
        name: "before another attempt of a call",
        steps: Script.charge + "\n  retry: { max_attempts: 2 }",
        reach: { try $0.failFirst("unavailable") }
    )
    static let undoing = Busy(
        name: "while a caught step is undone",
        steps: Script.charge + "\n  catch: [{ error: any, to: next }]",
        reach: { try $0.failFirst("unavailable", effect: .unknown) }
    )
    static let attemptFailed = Busy(
        name: "while a scope is undone",
        steps: failedScope.steps,
        reach: { try $0.answerFirst() },
        leave: { try $0.answerFirst() }
    )
    /// A scope that failed, and whose undo is out.
    static let failedScope = Busy(
        name: "while a scope is undone",
        steps: """
            - step: pay
              scope:
            \(Script.charge.indented(4))
                - { step: stop, fail: hopeless }
              retry: { max_attempts: 2 }
            """,
        reach: { try $0.answerFirst() }
    )
    /// A `parallel` that failed, and whose undo is out.
    static let unwinding = Busy(
        name: "while branches are undone",
        steps: """
            - step: branches
              parallel:
                one:
            \(Script.charge.indented(6))
                two:
                  - { step: nap, wait: 1s }
                  - { step: stop, fail: hopeless }
              catch: [{ error: any, to: next }]
            """,
        reach: {
            try $0.answerFirst()
            $0.pass(.seconds(1))
        }
    )
    /// A pivot in doubt, whose answer says that it certainly did not happen.
    static let pivotRefused = Busy(
        name: "while a pivot is in doubt",
        steps: Script.capture,
        leave: { try $0.failFirst("declined") }
    )
}

extension Script {
    /// Lets time pass in which nothing that is asked succeeds.
    mutating func failWhatIsOut(for duration: Duration) throws {
        let end = now.advanced(by: duration)
        while now < end {
            if invocations.isEmpty { passToNextTimer() } else { try failFirst("unavailable") }
        }
    }
}
