import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

extension TransitionStory {
    /// What may only go forward, and cannot: an operator decides.
    static let parked =
        [
            pivot("asked again", before: ["- { step: rest, wait: 1s }", ""]) {
                try $0.ask(.retry(nil))
            },
            pivot("resolved", before: ["- { step: rest, wait: 1s }", ""]) { run in
                let output = JSON.object([.init("charge", .string("c1"))])
                try run.ask(.resolve(nil, output: output, reason: "by hand"))
            },
            pivot("answered late", before: ["- { step: rest, wait: 1s }", ""]) { run in
                let pivot = OperationID(StepPath([.step("capture")]))
                let output = JSON.object([.init("charge", .string("c1"))])
                run.play(.attemptSucceeded(pivot, attempt: 1, output: output))
            },
            pivot("refused late", before: [""]) { run in
                let pivot = OperationID(StepPath([.step("capture")]))
                let attempt = run.state.operations[pivot]?.attempt ?? 0
                run.play(.refusal(of: pivot, attempt: attempt))
            },
            pivot("skipped", before: [""]) { try $0.ask(.skip(nil, reason: "by hand")) },
        ].flatMap { $0 }
        + [
            afterPivot("a call", Script.reserve) { run in
                try run.failFirst("out_of_stock")
                try run.ask(.retry(nil))
            },
            afterPivot(
                "an expression",
                "- { step: note, set: { x: \"${ 1 / (input.amount - 30) }\" } }"
            ) {
                run in
                try run.ask(.retry(nil))
                let output = JSON.object([.init("x", .number("1"))])
                try run.ask(.resolve(nil, output: output, reason: "by hand"))
            },
            afterPivot(
                "what a rule raises",
                """
                - { step: choose, route: [{ when: input.amount > 10, fail: no }], else: { to: next } }
                """
            ) { try $0.ask(.skip(nil, reason: "by hand")) },
            afterPivot(
                "the output of a finish",
                """
                - step: choose
                  route:
                    - when: input.amount > 10
                      finish: sold
                      output: { total: "${ 1 / (input.amount - 30) }" }
                  else: { to: next }
                """
            ) { try $0.ask(.resolve(nil, output: .null, reason: "by hand")) },
            afterPivot(
                "the output of a scope",
                """
                - step: pay
                  scope: [{ step: note, set: { x: 1 } }]
                  output: { x: "${ 1 / (input.amount - 30) }" }
                """
            ) { run in
                try run.ask(.retry(nil))
                let output = JSON.object([.init("x", .number("1"))])
                try run.ask(.resolve(nil, output: output, reason: "by hand"))
            },
            afterPivot("a scope that runs out of time", outOfTime(Script.reserve)) { run in
                try run.failFirst("out_of_stock")
                run.pass(.seconds(60))
            },
            afterPivot(
                "a scope that runs out of time further in",
                outOfTime(Script.reserve.inTwoScopes)
            ) { run in
                try run.failFirst("out_of_stock")
                run.pass(.seconds(60))
            },
            afterPivot(
                "the undo of a caught step",
                refund + "\n  catch: [{ error: any, to: next }]"
            ) {
                run in
                try run.failFirst("unavailable", effect: .unknown)
                try run.failFirst("unavailable")
                try run.ask(.skip(nil, reason: "by hand"))
            },
            afterPivot(
                "the undo of a scope",
                """
                - step: pay
                  scope:
                \(refund.indented(4))
                    - { step: stop, fail: hopeless }
                  catch: [{ error: any, to: next }]
                """
            ) { run in
                try run.answerFirst()
                try run.failFirst("unavailable")
                try run.ask(.skip(nil, reason: "by hand"))
            },
            afterPivot(
                "the undo of branches",
                """
                - step: both
                  parallel:
                    one:
                \(refund.indented(6))
                    two: [{ step: nap, wait: 1s }, { step: stop, fail: hopeless }]
                  catch: [{ error: any, to: next }]
                """
            ) { run in
                try run.answerFirst()
                run.pass(.seconds(1))
                try run.failFirst("unavailable")
                try run.ask(.skip(nil, reason: "by hand"))
            },
        ]
        + beside.map { busy in
            afterPivot(
                "a branch beside one \(busy.name)",
                """
                - step: beside
                  parallel:
                    busy:
                \(busy.steps.indented(6))
                    parked: [{ step: broken, set: { x: "${ 1 / (input.amount - 30) }" } }]
                """
            ) { run in
                try busy.reach(&run)
                try run.ask(.skip(StepPath("beside.parked/broken"), reason: "by hand"))
                try busy.leave(&run)
            }
        }
        + insideSettled.map { busy in
            afterPivot(
                "a list in a group settled by hand, \(busy.name)",
                """
                - step: each
                  for_each: "[1, 2]"
                  as: part
                  max_parallel: 2
                  collect: 10 / (part - 1)
                  steps:
                    - step: busy
                      when: part == 2
                      scope:
                \(busy.steps.indented(8))
                """
            ) { run in
                try busy.reach(&run)
                let output = JSON.array([.number("1"), .number("2")])
                try run.ask(.resolve(StepPath("each"), output: output, reason: "by hand"))
                try busy.leave(&run)
            }
        }

    /// What a branch may be busy with beside one that is parked.
    private static let beside: [Busy] = [
        .calling, .waiting, .awaiting, .runningChild, .locking, .inside, .betweenRounds,
        .backingOff, .undoing,
        .unwinding,
        .failedScope, .waitingForRetry,
    ]

    /// What lists of a step may be busy with that an operator settles.
    private static let insideSettled: [Busy] = [
        .calling, .reading, .waiting, .awaiting, .runningChild, .locking, .inside, .betweenRounds,
        .backingOff, .waitingForRetry, .stuck,
    ]

    /// A charge whose undo is tried once.
    private static let refund = """
        - step: charge
          call: card.charge
          with: { amount: 1 }
          timeout: 10s
          compensate: { call: card.refund, timeout: 10s, retry: { max_attempts: 1 } }
        """

    private static func outOfTime(_ steps: String) -> String {
        "- step: hour\n  timeout: 1m\n  catch: [{ error: timeout, to: next }]\n  scope:\n"
            + steps.indented(4)
    }

    /// A pivot that stays in doubt, after a step that is undone and one that is not, and before
    /// each of some steps.
    private static func pivot(
        _ what: String,
        before steps: [String],
        _ events: @escaping @Sendable (inout Script) throws -> Void
    ) -> [TransitionStory] {
        steps.map { rest in
            TransitionStory(
                "a pivot in doubt is \(what)\(rest.isEmpty ? " at the end" : "")",
                """
                \(refund)
                  catch: [{ error: any, to: next }]
                \(Script.reserve)
                \(Script.capture)
                \(rest)
                """
            ) { run in
                try run.failFirst("unavailable", effect: .unknown)
                try run.answerFirst()
                try run.answerFirst()
                try run.failUntilParked()
                try events(&run)
            }
        }
    }

    /// Steps that are parked once the pivot has succeeded, with a rest after them.
    private static func afterPivot(
        _ what: String,
        _ steps: String,
        _ events: @escaping @Sendable (inout Script) throws -> Void
    ) -> TransitionStory {
        TransitionStory("parked: \(what)", Script.capture + "\n" + steps) { run in
            try run.answerFirst()
            try events(&run)
        }
    }
}
