package import CEL
package import WaybillModel

/// A workflow that events start in this store. Of a name the newest registration counts.
package struct Registration: Hashable, Sendable {
    package let workflow: WorkflowName
    package let digest: DefinitionDigest
    package let registeredAt: Timestamp

    package init(workflow: WorkflowName, digest: DefinitionDigest, registeredAt: Timestamp) {
        self.workflow = workflow
        self.digest = digest
        self.registeredAt = registeredAt
    }
}
