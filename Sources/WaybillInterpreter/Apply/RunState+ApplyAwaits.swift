import CEL
import OrderedCollections
import WaybillModel

extension RunState {
    /// Folds in an event of a step that waits for one from outside.
    mutating func applyAwait(_ event: Event) {
        switch event {
        case .awaitStarted(let path, let match): startAwait(path, match)
        case .eventReceived(let path, let event): receive(event, at: path)
        case .eventPassedOver(let path, let event, let error):
            warn(of: error, about: event, at: path)
        case .reminderStarted(let path, let number): startReminder(path, number)
        default: return
        }
    }

    private mutating func startAwait(_ path: StepPath, _ match: [JSON.Member]) {
        guard let (frame, node) = placeOfNext(path), case .await(let awaited) = node.action else {
            return
        }
        frames[frame.path]?.activity = .awaiting(
            node.id,
            match: match,
            deadline: node.timeout?.duration.map(now.advanced(by:)),
            reminder: awaited.reminder.map { now.advanced(by: $0.every) }
        )
    }

    private mutating func receive(_ event: CloudEvent, at path: StepPath) {
        guard let (frame, node) = place(of: path), case .awaiting = frame.activity,
            case .await(let awaited) = node.action,
            takenEvents.insert(event.identity).inserted
        else { return }
        let output = awaited.output(for: event)
        if let group = frame.group, group.open > 0 {
            frames[frame.path]?.activity = .received(node.id, output: output)
        } else {
            complete(path, output: typed(output, as: node.output))
        }
    }

    private mutating func warn(
        of error: StepError,
        about event: CloudEvent.Identity,
        at path: StepPath
    ) {
        guard let (frame, _) = place(of: path), case .awaiting = frame.activity else { return }
        warnings.append(
            Warning(
                path: path,
                time: now,
                text: "event \(event.id) from \(event.source) was not taken, since its `where`"
                    + " could not be computed: \(error.message)"
            )
        )
    }

    private mutating func startReminder(_ path: StepPath, _ number: Int) {
        guard let (frame, node) = place(of: path),
            case .awaiting(_, let match, let deadline, _) = frame.activity,
            case .await(let awaited) = node.action, let reminder = awaited.reminder
        else { return }
        let group = frame.group ?? .reminders
        guard group.open == 0, number == group.begun + 1 else { return }
        if frame.group == nil {
            frames[frame.path]?.attempts[node.step] = Attempts(
                count: frame.nextAttempt(of: node.step),
                startedAt: now
            )
            frames[frame.path]?.group = group
        }
        frames[frame.path]?.group?.begun = number
        frames[frame.path]?.activity = .awaiting(
            node.id,
            match: match,
            deadline: deadline,
            reminder: now.advanced(by: reminder.every)
        )
        begin(.round(number), at: number - 1, of: node, in: frame.path)
    }

    /// Ends a wait that took too long. What its reminders did is undone before the step has failed.
    mutating func passDeadline(ofAwait path: StepPath) {
        guard let (frame, node) = place(of: path), case .awaiting = frame.activity else { return }
        let hasReminded = saga.values.contains { $0.path.isInside(path) }
        if let group = frame.group, group.open > 0 || hasReminded {
            frames[frame.path]?.group?.deadlinePassed = true
        } else {
            frames[frame.path]?.group = nil
            frames[frame.path]?.activity = .failed(node.id, .awaitedTooLong)
        }
    }
}

extension StepError {
    static let awaitedTooLong = StepError(
        code: .timeout,
        message: "the event did not come in time"
    )
}

extension Await {
    /// What the step gives when an event has come.
    fileprivate func output(for event: CloudEvent) -> JSON {
        guard givesType else { return event.data }
        return .object([
            JSON.Member("type", .string(event.type.rawValue)), JSON.Member("data", event.data),
        ])
    }
}
