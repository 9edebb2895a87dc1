package import CEL
import WaybillInterpreter
package import WaybillJournal
package import WaybillModel

/// Workflows that events start.
extension RunLoop {
    /// The registered workflows, by name.
    var startable: [Workflow] {
        if let registered { return registered }
        let registrations = reading { () throws(JournalError) in try journal.registrations }
        guard let registrations else { return [] }
        let workflows = registrations.compactMap { workflow($0.digest) }
        registered = workflows
        return workflows
    }

    /// Begins the run of a workflow that an event is for, or finds the one that it, or its key,
    /// began before; `nil` when the event is not for the workflow.
    func start(_ workflow: Workflow, by event: CloudEvent) throws(NoStart) -> RunID? {
        guard let input = try workflow.checkedInput(startedBy: event) else { return nil }
        do {
            return try begin(workflow, with: input, because: event).run
        } catch {
            throw NoStart(of: workflow, because: error.description)
        }
    }

    /// Lets events start a workflow from now on, or says why not.
    func register(_ name: WorkflowName, _ definition: StoredDefinition) -> InboxVerdict {
        let workflow: Workflow
        do {
            workflow = try loadWorkflow(definition)
        } catch {
            return .refused(error.reason)
        }
        guard workflow.name == name else {
            return .refused("the definition is of \(workflow.name), not of \(name)")
        }
        guard let start = workflow.start else {
            return .refused("no event starts \(name): it has no `start`")
        }
        let others = startable.filter { $0.name != name }
        registered = (others + [workflow]).sorted { $0.name < $1.name }
        workflows[workflow.digest] = workflow
        pending.turn.definitions.append(definition)
        pending.turn.registrations.append(
            Registration(workflow: name, digest: workflow.digest, registeredAt: pending.time)
        )
        pending.turn.reofferedEvents.append(Turn.Reoffer(to: start, at: pending.time))
        return .accepted
    }

    /// Lets no event start a workflow any more.
    func unregister(_ name: WorkflowName) -> InboxVerdict {
        guard startable.contains(where: { $0.name == name }) else {
            return .refused("no workflow \(name) is registered")
        }
        registered = startable.filter { $0.name != name }
        pending.turn.unregistered.append(name)
        return .accepted
    }
}

extension Turn.Reoffer {
    /// The events that came before a workflow was registered and that may still start it.
    package init(to start: Start, at now: Timestamp) {
        self.init(start.event.type, since: now.advanced(by: .zero - CloudEvent.longestWait))
    }
}
