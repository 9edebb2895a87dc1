/// The tests of a workflow: what its services answer, what happens meanwhile, and how it must end.
package struct ScenarioFile: Sendable {
    package let workflow: Workflow
    /// The workflows beside it, which events start; in the order of the file.
    package let registered: [Workflow]
    /// In the order of the file; their names are unique.
    package let scenarios: [Scenario]

    package init(workflow: Workflow, registered: [Workflow] = [], scenarios: [Scenario]) {
        self.workflow = workflow
        self.registered = registered
        self.scenarios = scenarios
    }
}
