import CEL
import OrderedCollections
import WaybillInterpreter
package import WaybillModel

/// Runs scenarios and says what is not as expected.
package enum ScenarioRunner {
    /// Runs a scenario in a world of its own. The same scenario gives the same verdict, always.
    package static func run(_ scenario: Scenario, of workflow: Workflow) -> ScenarioVerdict {
        var world = World(scenario, of: workflow)
        do throws(ScenarioFault) {
            let input = try input(of: scenario, for: workflow)
            world.run(input, until: scenario.until.map(scenario.startsAt.advanced(by:)))
        } catch {
            world.fault = error
        }
        let trace = ScenarioTrace(
            runs: world.runs.values.map { RunTrace(of: $0.events, workflow: $0.state.workflow) },
            attempts: world.attempts,
            requests: world.requests,
            fault: world.fault
        )
        return ScenarioVerdict(
            scenario: scenario,
            trace: trace,
            mismatches: ScenarioCheck(scenario, trace).mismatches
        )
    }

    private static func input(
        of scenario: Scenario,
        for workflow: Workflow
    ) throws(ScenarioFault) -> Value {
        let json: JSON
        do {
            json = try scenario.input.json(input: nil)
        } catch {
            throw .expression(error)
        }
        do {
            return try Value(json, as: workflow.input)
        } catch {
            throw .badInput([error])
        }
    }
}

/// What came of a scenario.
package struct ScenarioVerdict: Sendable {
    package let scenario: Scenario
    package let trace: ScenarioTrace
    /// What is not as expected, in the order of the file; empty when the scenario holds.
    package let mismatches: [Mismatch]

    package var holds: Bool { mismatches.isEmpty }
}
