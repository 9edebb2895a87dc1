import OrderedCollections
import WaybillModel

/// What a list is failing of. Lists that run side by side fail for reasons of their own.
package struct Failure: Hashable, Sendable {
    /// The error that it began with: what comes on top, such as that time ran out meanwhile, does
    /// not replace it.
    package internal(set) var error: StepError
    /// Whether anything was undone for it.
    package internal(set) var hasUndone = false

    package init(_ error: StepError, hasUndone: Bool = false) {
        self.error = error
        self.hasUndone = hasUndone
    }
}

extension RunState {
    /// The error that the run is failing of; `nil` when it is not, or when a step that does without
    /// some of its lists may still do without those that fail.
    package var firstError: StepError? { failure(in: .root)?.error }

    /// What a list is failing of, or the scope that it is busy with.
    func failure(in list: StepPath) -> Failure? {
        var list = list
        while let frame = frames[list] {
            if let failure = frame.failure { return failure }
            guard case .inside(let id) = frame.activity, frame.group == nil,
                let step = workflow.node(id)?.step, let attempts = frame.attempts[step]
            else { return nil }
            list = frame.path.step(step).attempt(attempts.count)
        }
        return nil
    }

    /// What a step with lists of its own is failing of, given the error that it fails with: that of
    /// the list which makes it fail.
    func failure(of step: StepPath, _ error: StepError, _ group: Group) -> Failure {
        let lists = frames.values.filter { $0.path.isInside(step) && $0.failure != nil }
        let failing = lists.first { $0.isFailing && $0.path.innermostStep == step }?.failure
        return Failure(
            group.failure == nil ? failing?.error ?? error : error,
            hasUndone: group.failure?.hasUndone == true
                || lists.contains { $0.failure?.hasUndone == true }
        )
    }

    /// Whether a list is an attempt of a scope, or is inside one or has one inside, of which an earlier
    /// attempt was undone.
    func hasUndoneAttempt(of list: StepPath) -> Bool {
        frames.values.contains { frame in
            guard let node = frame.activity.node, let step = workflow.node(node)?.step,
                frame.attempts[step]?.hasUndone == true
            else { return false }
            return frame.path.isInside(list) || list.isInside(frame.path.step(step))
        }
    }

    /// The list for whose sake what was done at a path is being undone; `nil` when it is not.
    func frameUndoing(_ path: StepPath) -> Frame? {
        frames.values.first { $0.undoError != nil && path.isInside($0.path) }
    }

    /// Writes down that something is undone.
    mutating func noteUndone(_ path: StepPath) {
        guard let frame = frameUndoing(path) else { return }
        frames[frame.path]?.failure?.hasUndone = true
    }
}

extension Frame {
    /// Why what the list did, or a step of it, is being undone: what undos see as `error`. `nil`
    /// when it is not.
    var undoError: StepError? {
        switch activity {
        case .compensating(let cause): failure?.error ?? cause.error
        case .unwinding(_, let error): failure?.error ?? error
        case .undoing(let node, _, _):
            caughtErrors[node] ?? CompensationCause.cancelled(reason: nil).error
        default: nil
        }
    }

    /// Whether what it did, or a step of it, is being undone.
    var isUndoing: Bool { undoError != nil }

    /// Whether the error of a step of the list is on its way to the lists around it.
    fileprivate var isFailing: Bool {
        switch activity {
        case .failed, .uncaught: true
        default: false
        }
    }
}
