import CEL
import TestSupport
import WaybillInterpreter
import WaybillModel

/// A run whose world answers at random: late, twice, never, in every way an answer can be, but
/// without lies: what it says certainly did not happen did not.
struct RandomRun {
    private(set) var script: Script
    private(set) var world = World()
    private var random: SeededRandom
    /// Attempts that were sent, answered or not: answers may come at any time.
    private var sent: [Invocation] = []
    /// When each attempt was sent that has had no answer yet.
    private var unanswered: [Invocation: Timestamp] = [:]

    init(seed: UInt64, _ steps: String = Self.steps) throws {
        script = try Script(steps, header: "timeout: 24h")
        random = SeededRandom(seed: seed)
        noteSent()
    }

    /// Of a risk there is more to send than the sites have.
    private static let decision = Script.source.replacing(
        "input.amount",
        with: "input.amount + 20 * steps.?weigh.risk.orValue(0)"
    )

    /// A workflow with all that a saga can have.
    static let steps = """
        - step: weigh
          call: risk.score
          with: { order: "${ input.order }" }
          timeout: 10s
          catch: [{ error: any, to: next }]
        \(decision)
          catch: [{ error: unfilled, to: next }]
        - step: packing
          run: pack
          with: { order: "${ input.order }" }
          timeout: 30m
          catch: [{ error: no_box, to: next }]
        \(Script.charge)
          retry: { max_attempts: 3 }
          catch:
            - { error: unavailable, keep: true, to: next }
            - { error: busy, keep: true, fail: hopeless }
        - step: pack
          scope:
        \(Script.reserve.indented(4))
            - step: label
              call: label.buy
              timeout: 10s
              catch: [{ error: refused, to: next }]
              compensate:
                call: label.void
                with: { label: "${ call.output.label }" }
                timeout: 10s
                retry: { max_attempts: 2 }
          timeout: 10m
          lock: { name: input.order, timeout: 1h }
          retry: { max_attempts: 2 }
        - step: announce
          emit: order.sold
          data: { order: "${ input.order }" }
          compensate: { emit: order.returned, data: { order: "${ input.order }" } }
        - step: parcel
          call: stock.reserve
          timeout: 10s
          compensate:
            steps:
              - step: unpack
                call: stock.release
                timeout: 10s
                retry: { max_attempts: 3 }
              - { step: told, emit: order.returned, data: { order: "${ input.order }" } }
              - { step: recall, call: mail.recall, timeout: 10s, retry: { max_attempts: 2 } }
        - step: both
          parallel:
            goods:
              - step: spare
                call: stock.reserve
                timeout: 10s
                compensate: { call: stock.release, timeout: 10s, retry: { max_attempts: 3 } }
            paper:
              - step: each
                for_each: "[1, 2, 3]"
                as: number
                max_parallel: 2
                join: 2
                steps:
                  - step: sheet
                    call: label.buy
                    timeout: 10s
                    compensate:
                      call: label.void
                      with: { label: "${ call.output.label }" }
                      timeout: 10s
                      retry: { max_attempts: 2 }
          join: any
          timeout: 5m
          catch: [{ error: any, to: next }]
        - step: ask
          repeat: 3
          until: steps.look.risk > 0
          every: 10s
          steps:
            - { step: look, call: risk.score, with: { order: "${ input.order }" }, timeout: 10s }
          catch: [{ error: any, to: next }]
        - step: review
          await: order.decided
          match: { order: input.order }
          timeout: 1h
          remind:
            every: 10m
            steps:
              - step: nudge
                call: label.buy
                timeout: 10s
                catch: [{ error: refused, to: next }]
                compensate:
                  call: label.void
                  with: { label: "${ call.output.label }" }
                  timeout: 10s
                  retry: { max_attempts: 2 }
          catch: [{ error: timeout, finish: rejected }]
        \(Script.capture)
        - step: tell
          call: mail.send
          timeout: 5s
          catch: [{ error: timeout, to: next }]
        - step: done
          finish: sold
        """

    /// A workflow that is soon past its pivot, where much is parked: groups with lists side by side,
    /// in which calls, scopes and child runs are under way when an operator comes.
    static let forwardSteps = """
        \(Script.capture)
        - step: ship
          for_each: "[1, 2, 3, 4]"
          as: box
          max_parallel: 3
          collect: 10 / steps.scan.risk
          steps:
            - step: scan
              call: risk.score
              with: { order: "${ input.order }" }
              timeout: 10s
              retry: { max_attempts: 2 }
            - step: wrap
              scope:
        \(Script.reserve.indented(8))
                  retry: { max_attempts: 2 }
                - step: box_up
                  run: pack
                  with: { order: "${ input.order }" }
                  timeout: 1h
                - step: label
                  call: label.buy
                  timeout: 10s
                  catch: [{ error: refused, fail: no_label }]
                  compensate:
                    call: label.void
                    with: { label: "${ call.output.label }" }
                    timeout: 10s
                    retry: { max_attempts: 2 }
              timeout: 30m
              catch: [{ error: [no_label, out_of_stock], to: next }]
        - step: both
          scope:
            - step: halves
              parallel:
                goods:
                  - step: spare
                    call: stock.reserve
                    timeout: 10s
                    catch: [{ error: any, keep: true, fail: hopeless }]
                    compensate: { call: stock.release, timeout: 10s, retry: { max_attempts: 2 } }
                parcel: [{ step: again, run: pack, with: { order: "${ input.order }" }, timeout: 1h }]
              on_failure: wait
              timeout: 2h
          catch: [{ error: [timeout, cancelled], to: next }]
        - step: done
          finish: sold
        """

    /// Plays until the run is over, or that many things have happened.
    mutating func play(_ most: Int, check: (RandomRun) throws -> Void = { _ in }) throws {
        for _ in 0..<most where script.state.end == nil {
            try step()
            try check(self)
        }
    }

    /// Whether an attempt of a step may still be answered in time.
    func isAwaitingAnswer(of path: StepPath) -> Bool {
        unanswered.contains { call, since in
            guard call.operation == OperationID(path), let timeout = call.timeout else {
                return false
            }
            return script.now < since.advanced(by: timeout)
        }
    }

    /// Lets one thing happen: an answer, an event, a timer, or an operator.
    private mutating func step() throws {
        defer { noteSent() }
        switch Int.random(in: 0..<23, using: &random) {
        case 0..<13: answer()
        case 13..<17: passTime()
        case 17..<19:
            script.letIn("pack")
            try script.send("order.decided", #"{"order": "A-1", "approved": true}"#)
        case 19: recover()
        case 20: goOnWithChild()
        // What is parked is not left alone for long.
        default: for _ in 0..<(script.status == .parked ? 3 : 1) { operate() }
        }
    }

    /// Lets a child run get where it is asked to, or elsewhere.
    private mutating func goOnWithChild() {
        guard let command = script.childCommands.randomElement(using: &random) else { return }
        let end = world.end(of: command, using: &random)
        world.childEnds[command.run] = World.ChildEnd(path: command.path, end: end)
        script.play(.childEnded(command.path, end))
    }

    private mutating func noteSent() {
        for call in script.invocations where unanswered[call] == nil {
            sent.append(call)
            unanswered[call] = script.now
        }
    }

    /// Answers an attempt that is out.
    private mutating func answer() {
        if Int.random(in: 0..<5, using: &random) == 0 { return answerLate() }
        guard let call = script.invocations.randomElement(using: &random) else {
            return goOnWithChild()
        }
        unanswered[call] = nil
        // A service that knows the key cannot deny what it did.
        let mayDeny = !world.wasCarriedOut(call) || !call.isByKey
        switch Int.random(in: 0..<9, using: &random) {
        case 0..<6:
            world.carryOut(call)
            script.play(call.success(risk: min(1, Int.random(in: 0...3, using: &random))))
        case 6 where mayDeny: script.play(failure(of: call, .none))
        default: loseTrack(of: call)
        }
    }

    /// Answers an attempt of long ago, by what became of it.
    private mutating func answerLate() {
        guard let call = sent.randomElement(using: &random) else { return }
        let isOut = script.invocations.contains(call)
        guard !isOut else { return }
        unanswered[call] = nil
        script.play(world.wasCarriedOut(call) ? call.success : failure(of: call, .unknown))
    }

    /// Lets the answer of an attempt be lost, before or after it was carried out.
    private mutating func loseTrack(of call: Invocation) {
        if Bool.random(using: &random) { world.carryOut(call) }
        script.play(failure(of: call, .unknown))
    }

    private mutating func failure(of call: Invocation, _ effect: Effect) -> Event {
        let codes: [ErrorCode] = ["declined", "busy", "out_of_stock", "refused", .unavailable]
        let error = StepError(
            code: codes.randomElement(using: &random) ?? .unavailable,
            message: "at random",
            effect: effect
        )
        return .attemptFailed(call.operation, attempt: call.attempt, AttemptFailure(error))
    }

    /// Fires the next timer. An attempt whose time is up may have been carried out.
    private mutating func passTime() {
        let before = script.invocations
        script.passToNextTimer()
        for call in before where !script.invocations.contains(call) {
            if Bool.random(using: &random) { world.carryOut(call) }
        }
    }

    /// Ends the process and goes on. The attempts that were out may have been carried out.
    private mutating func recover() {
        for call in script.invocations {
            if Bool.random(using: &random) { world.carryOut(call) }
            unanswered[call] = nil
            script.play(.attemptInterrupted(call.operation, attempt: call.attempt))
        }
    }

    private mutating func operate() {
        let parked = script.state.parkedOperations.map(\.id).randomElement(using: &random)
        // Most requests do not fit the run, and are refused.
        switch Int.random(in: 0..<12, using: &random) {
        case 0: try? script.ask(.cancel(reason: nil))
        case 1: try? script.ask(.skip(parked?.path, reason: "at random"))
        case 2..<7: try? script.ask(.retry(parked?.path))
        default: if let parked { resolve(parked) }
        }
    }

    /// Settles by hand what is parked, with an output that its step takes.
    private mutating func resolve(_ parked: OperationID) {
        let outputs: [JSON] = [
            .null, .array([.number("1")]), .object([.init("parcel", .string("p"))]),
            .object([.init("won", .array([]))]), .object([.init("charge", .string("c1"))]),
            .object([.init("label", .string("l1"))]),
            .object([.init("reservation", .string("r1"))]), .object([.init("risk", .number("1"))]),
        ]
        for output in outputs {
            let request = OperatorRequest.resolve(parked.path, output: output, reason: "at random")
            guard (try? script.ask(request)) != nil else { continue }
            return world.settleByHand([parked])
        }
    }
}

/// What really happened, which the run only knows by what it is told.
struct World {
    private var carriedOut: Set<OperationID> = []
    /// How child runs ended, the last that was heard of each.
    var childEnds: [RunID: ChildEnd] = [:]

    struct ChildEnd {
        let path: StepPath
        let end: RunEnd
    }

    private var settledByHand: Set<StepPath> = []

    mutating func carryOut(_ call: Invocation) { carriedOut.insert(call.operation) }

    mutating func settleByHand(_ operations: [OperationID]) {
        settledByHand.formUnion(operations.map(\.path))
    }

    func wasCarriedOut(_ call: Invocation) -> Bool { carriedOut.contains(call.operation) }

    /// Whether all the calls that undo a step were carried out.
    private func wasUndone(_ path: StepPath) -> Bool {
        let undos: [StepID?] = path.step == "parcel" ? ["unpack", "recall"] : [nil]
        return undos.allSatisfy { carriedOut.contains(OperationID(undoing: path, by: $0)) }
    }

    func happened(_ path: StepPath) -> Bool { carriedOut.contains(OperationID(path)) }

    /// The steps that took effect and were not taken back, by hand or otherwise.
    var standing: [StepPath] {
        let calls = carriedOut.filter { $0.direction == .forward }.map(\.path)
            .filter { !wasUndone($0) && !settledByHand.contains($0) }
        let children = childEnds.values.filter(\.end.leavesSomething).map(\.path)
            .filter { !settledByHand.contains($0) }
        return (calls + children).sorted { $0.description < $1.description }
    }

    /// A way for a child run to end that it may take when it is asked for something.
    func end(of command: ChildCommand, using random: inout SeededRandom) -> RunEnd {
        let packed = RunEnd.completed("packed", output: .object([.init("parcel", .string("p"))]))
        let error = StepError(code: "no_tape", message: "at random", effect: .none)
        let left = RunEnd.failed(error, unresolved: [StepPath.root.step("reserve")])
        let ends: [RunEnd] =
            switch command.demand {
            case .begin, .complete:
                Array(repeating: packed, count: 12) + [
                    .completed("no_box", output: .null), .compensated(error),
                    .failed(error, unresolved: []), left,
                ]
            case .cancel: [.cancelled(reason: nil), packed, .compensated(error), left]
            // Only one that has completed has anything to undo.
            case .undo where childEnds[command.run]?.end != packed:
                [childEnds[command.run]?.end].compactMap(\.self)
            case .undo: [.compensated(error), .compensated(error), left]
            }
        return ends.randomElement(using: &random) ?? packed
    }
}

extension RunEnd {
    /// Whether something of what the run did stays.
    fileprivate var leavesSomething: Bool {
        switch self {
        case .completed(let outcome, _): outcome == "packed"
        case .failed(_, let unresolved): !unresolved.isEmpty
        case .compensated, .cancelled: false
        }
    }
}

extension Invocation {
    /// Whether a repeated call is recognised by its key.
    fileprivate var isByKey: Bool { handler != "stock.reserve" }

    /// An answer as the handler's contract declares it.
    var success: Event { success(risk: 1) }

    func success(risk: Int) -> Event {
        let outputs: [HandlerName: JSON] = [
            "card.charge": .object([JSON.Member("charge", .string("c1"))]),
            "stock.reserve": .object([JSON.Member("reservation", .string("r1"))]),
            "label.buy": .object([JSON.Member("label", .string("l1"))]),
            "risk.score": .object([JSON.Member("risk", .number("\(risk)"))]),
        ]
        return .attemptSucceeded(operation, attempt: attempt, output: outputs[handler] ?? .null)
    }
}
