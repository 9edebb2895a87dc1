import OrderedCollections
import WaybillModel

extension RunState {
    /// The next fact that follows from the state alone, such as the rule that a route takes or that
    /// a step has failed for good; `nil` when only the outside world can bring the run further.
    ///
    /// Drivers record it and ask again until there is none, before they look at ``commands``.
    package var nextFact: Event? {
        guard end == nil, !frames.isEmpty else { return nil }
        if let fact = interruptionFact { return fact }
        for operation in operations.values {
            if let fact = giveUpFact(of: operation) { return fact }
        }
        for frame in frames.values {
            if let fact = fact(of: frame) { return fact }
        }
        return nil
    }

    /// A cancellation or a passed deadline that is due to be acted upon.
    private var interruptionFact: Event? {
        if let cancellation, pivot == .ahead, frames[.root]?.isInterruptible == true {
            return .compensationStarted(.root, .cancelled(reason: cancellation.reason))
        }
        for frame in frames.values {
            if let fact = groupTimeoutFact(of: frame) { return fact }
        }
        for frame in frames.values where frame.deadlinePassed && frame.isInterruptible {
            if frame.path == .root, pivot != .ahead { continue }
            if isInDoubt { continue }
            let what = frame.path == .root ? "the run" : "the scope"
            let error = StepError(code: .timeout, message: "\(what) took longer than its timeout")
            return .compensationStarted(frame.path, .error(error))
        }
        return nil
    }

    /// Whether nothing may be undone until it is known whether the pivot took effect.
    private var isInDoubt: Bool {
        if case .inDoubt = pivot { ending == nil } else { false }
    }

    /// What a step with lists of its own becomes that has taken too long.
    private func groupTimeoutFact(of frame: Frame) -> Event? {
        guard frame.group?.deadlinePassed == true, frame.mayTimeOut,
            let step = frame.activity.node.flatMap(workflow.node)?.step
        else { return nil }
        if isInDoubt { return nil }
        let tooLong = StepError(
            code: .timeout,
            message: "the step took longer than its timeout"
        )
        let error = if case .awaiting = frame.activity { StepError.awaitedTooLong } else { tooLong }
        return .compensationStarted(frame.path.step(step), .error(error))
    }

    private func fact(of frame: Frame) -> Event? {
        switch frame.activity {
        case .at(let id): fact(at: id, in: frame)
        case .finishing(let id, let finish): finishFact(finish, at: id, in: frame)
        case .raising(let id, let fail): raiseFact(fail, at: id, in: frame)
        case .failed(let id, let error): failureFact(error, at: id, in: frame)
        case .uncaught(let id, let error): uncaughtFact(error, at: id, in: frame)
        case .attemptFailed(let id, let error): scopeFailureFact(error, at: id, in: frame)
        case .ended: endOfListFact(of: frame)
        case .finished(let name, let output): finishedFact(name, output: output)
        case .undoing(let id, _, _): undoFact(ofStep: id, in: frame)
        case .compensating: compensationFact(of: frame)
        case .compensated(let cause): endFact(after: cause, of: frame)
        case .inside(let id): groupFact(at: id, in: frame)
        case .betweenRounds(let id, let due): nextRoundFact(at: id, in: frame, due: due)
        case .unwinding(let id, _): unwindingFact(ofStep: id, in: frame)
        case .awaiting(let id, _, let deadline, let due):
            reminderFact(at: id, in: frame, due: due, deadline: deadline)
        case .received(let id, let output): receivedFact(output, at: id, in: frame)
        case .calling, .waiting, .runningChild, .locking, .backingOff, .parked: nil
        }
    }
}

extension Frame {
    /// Whether the list can still be stopped and undone.
    package var isInterruptible: Bool {
        switch activity {
        case .compensating, .compensated, .finished: false
        default: true
        }
    }

    /// Whether the step whose lists run can still take too long: while it is not decided.
    var mayTimeOut: Bool {
        switch activity {
        case .inside, .betweenRounds, .awaiting: group?.isMet == false
        default: false
        }
    }
}
