/// The tests of a workflow: what its services answer, what happens meanwhile, and how it must end.
package struct ScenarioFile: Sendable {
    package let workflow: Workflow
    /// In the order of the file; their names are unique.
    package let scenarios: [Scenario]

    package init(workflow: Workflow, scenarios: [Scenario]) {
        self.workflow = workflow
        self.scenarios = scenarios
    }
}
