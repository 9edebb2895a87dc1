import CEL
import WaybillInterpreter
import WaybillJournal
import WaybillModel

/// Workflows that events start.
extension RunLoop {
    /// Why an event starts no run of a workflow that it is for.
    struct NoStart: Error {
        let reason: String
    }

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
        let typed: CloudEvent
        do {
            typed = try workflow.typed(event)
        } catch {
            throw NoStart(reason: "the workflow " + Self.refusal(of: event, error))
        }
        let input: JSON
        do {
            guard let given = try workflow.input(startedBy: typed) else { return nil }
            input = given
        } catch {
            throw NoStart(reason: error.message)
        }
        do {
            return try begin(workflow, with: input, because: typed).run
        } catch {
            throw NoStart(reason: "\(error)")
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
        guard workflow.start != nil else {
            return .refused("no event starts \(name): it has no `start`")
        }
        let others = startable.filter { $0.name != name }
        registered = (others + [workflow]).sorted { $0.name < $1.name }
        workflows[workflow.digest] = workflow
        pending.turn.definitions.append(definition)
        pending.turn.registrations.append(
            Registration(workflow: name, digest: workflow.digest, registeredAt: pending.time)
        )
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
