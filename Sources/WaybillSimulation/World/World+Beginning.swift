import CEL
import OrderedCollections
import WaybillInterpreter
import WaybillModel

/// How runs begin: by the input or the event of the scenario, or by what another run publishes.
extension World {
    /// Begins the run that the scenario is about.
    mutating func begin(_ workflow: Workflow, _ beginning: Scenario.Beginning) {
        do throws(ScenarioFault) {
            switch beginning {
            case .input(let template):
                let json = try template.written(input: nil)
                try begin(workflow, with: json, because: nil)
            case .event(let written):
                let event = cloudEvent(written, data: try written.data.written(input: nil))
                deliver(event)
                if fault == nil, runs.isEmpty { throw .notStarted(event.type) }
            }
        } catch {
            fault = error
        }
    }

    /// Begins runs of the workflows that an event starts.
    mutating func startRuns(by event: CloudEvent) {
        for workflow in registered where workflow.start?.event.type == event.type {
            do throws(ScenarioFault) {
                guard let input = try workflow.scenarioInput(startedBy: event) else { continue }
                try begin(workflow, with: input, because: event)
                taken.insert(event.identity)
            } catch {
                fault = error
            }
        }
    }

    /// Begins a run, unless its key, or the event, began one before.
    private mutating func begin(
        _ workflow: Workflow,
        with json: JSON,
        because event: CloudEvent?
    ) throws(ScenarioFault) {
        let input: Value
        do {
            input = try Value(json, as: workflow.input)
        } catch {
            throw .badInput([error])
        }
        let key = try workflow.key(of: input)
        if key == nil, let event,
            runs.values.contains(where: {
                $0.cause == event.identity && $0.state.workflow.name == workflow.name
            })
        {
            return
        }
        let id = RunID("\(workflow.name)-\(key ?? "\(runs.count + 1)")")
        guard runs[id] == nil else { return }
        var run = SimulatedRun(state: RunState(id: id, workflow: workflow))
        run.cause = event?.identity
        runs[id] = run
        stimulate(
            id,
            .runStarted(
                RunStarted(
                    run: id,
                    workflow: workflow.name,
                    digest: workflow.digest,
                    key: key,
                    correlation: event?.correlation,
                    event: event?.identity,
                    input: input.json
                )
            )
        )
    }
}

extension Template {
    /// The value of a template of a scenario, as ``json(input:)`` has it.
    fileprivate func written(input: Value?) throws(ScenarioFault) -> JSON {
        do {
            return try json(input: input)
        } catch {
            throw .expression(error)
        }
    }
}

extension Workflow {
    /// The input of the run that an event starts; `nil` when it starts none.
    fileprivate func scenarioInput(startedBy event: CloudEvent) throws(ScenarioFault) -> JSON? {
        do {
            return try input(startedBy: typed(event))
        } catch let error as StepError {
            throw .badStart(name, error.message)
        } catch {
            throw .badStart(name, "\(error)")
        }
    }

    /// The key of the run with an input; `nil` when the workflow declares none.
    fileprivate func key(of input: Value) throws(ScenarioFault) -> String? {
        guard let key else { return nil }
        do {
            if case .string(let text) = try key.evaluate(.input(input)), !text.isEmpty {
                return text
            }
        } catch {
            throw .noKey(error.message)
        }
        throw .noKey("the run's key is empty")
    }
}
