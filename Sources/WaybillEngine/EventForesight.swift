package import CEL
package import WaybillInterpreter
package import WaybillJournal
package import WaybillModel

/// What the runner of a store would make of an event, for those who ask while there is none. That
/// some run cannot compute a `where` is left to the runner, which keeps the event: to foresee it, all
/// runs that await one would have to be read.
package struct EventForesight {
    private let store: any JournalReading
    private let event: CloudEvent
    private var isTaken = false
    private var lastRefusal: String?

    /// `workflow` gives that of a run, or of a registration, where it can be read.
    package init(
        of event: CloudEvent,
        in store: any JournalReading,
        at now: Timestamp,
        workflow: (DefinitionDigest, WorkflowName) -> Workflow?
    ) throws(JournalError) {
        self.store = store
        self.event = event
        let runs = try runs(workflow)
        for run in runs where !run.mayTakeIt { try ask(run, at: now) }
        for registration in try store.registrations {
            if let workflow = workflow(registration.digest, registration.workflow) {
                try ask(workflow)
            }
        }
        // Whether one of these takes it matters only when another refuses it.
        for run in runs where run.mayTakeIt && lastRefusal != nil && !isTaken {
            try ask(run, at: now)
        }
    }

    /// A run whose workflow declares events of the type.
    private struct Asked {
        let run: RunRecord
        let workflow: Workflow
        /// Whether the data is what the workflow declares.
        let mayTakeIt: Bool
    }

    /// Why it would be refused; `nil` when it is taken, or kept for later.
    package var refusal: String? { isTaken ? nil : lastRefusal }

    private func runs(
        _ workflow: (DefinitionDigest, WorkflowName) -> Workflow?
    ) throws(JournalError) -> [Asked] {
        try store.unfinishedRuns().compactMap { run in
            guard let workflow = workflow(run.digest, run.workflow),
                workflow.events.contains(where: { $0.type == event.type })
            else { return nil }
            let fits = (try? workflow.typed(event)) != nil
            return Asked(run: run, workflow: workflow, mayTakeIt: fits)
        }
    }

    private mutating func ask(_ asked: Asked, at now: Timestamp) throws(JournalError) {
        let run = asked.run
        let events: [RecordedEvent]
        do {
            events = try store.events(of: run.id, after: 0)
        } catch {
            // A run that cannot be read takes nothing.
            if case .unreadableEvent = error { return }
            throw error
        }
        let state = RunState(id: run.id, workflow: asked.workflow, events: events)
        for case .await(let subscription) in state.commands {
            let reception = state.reception(of: event, by: subscription, at: now)
            switch reception {
            case .taken: isTaken = true
            case .unfit: lastRefusal = reception.refusal(of: event, by: run.id, subscription)
            case .other, .undecided: continue
            }
        }
    }

    private mutating func ask(_ workflow: Workflow) throws(JournalError) {
        guard workflow.start?.event.type == event.type else { return }
        let order: OrderIdentity
        do {
            guard let input = try workflow.checkedInput(startedBy: event) else { return }
            order = try OrderIdentity(of: input, for: workflow, because: event)
        } catch let error as NoStart {
            lastRefusal = error.reason
            return
        } catch {
            lastRefusal = NoStart(of: workflow, because: "\(error)").reason
            return
        }
        let latest = try order.latestTry { id throws(JournalError) in try store.run(id) }
        do throws(SubmissionError) {
            if let latest { try order.check(latest.run) }
            isTaken = true
        } catch {
            lastRefusal = NoStart(of: workflow, because: error.description).reason
        }
    }
}
