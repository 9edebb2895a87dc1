import CEL
import OrderedCollections
import WaybillInterpreter
package import WaybillModel

/// Runs scenarios and says what is not as expected.
package enum ScenarioRunner {
    /// Runs a scenario of a file in a world of its own. The same scenario gives the same verdict,
    /// always.
    package static func run(_ scenario: Scenario, in file: ScenarioFile) -> ScenarioVerdict {
        var world = World(scenario, in: file)
        world.run(
            file.workflow,
            from: scenario.beginning,
            until: scenario.until.map(scenario.startsAt.advanced(by:))
        )
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
}

/// What came of a scenario.
package struct ScenarioVerdict: Sendable {
    package let scenario: Scenario
    package let trace: ScenarioTrace
    /// What is not as expected, in the order of the file; empty when the scenario holds.
    package let mismatches: [Mismatch]

    package var holds: Bool { mismatches.isEmpty }
}
