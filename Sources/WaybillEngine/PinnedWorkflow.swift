package import WaybillJournal
package import WaybillModel

/// A workflow with the files that define it, which the store keeps with each of its runs.
package struct PinnedWorkflow: Sendable {
    package let workflow: Workflow
    package let definition: StoredDefinition

    package init(workflow: Workflow, definition: StoredDefinition) {
        self.workflow = workflow
        self.definition = definition
    }
}
