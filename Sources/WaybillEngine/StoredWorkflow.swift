package import WaybillJournal
package import WaybillModel

/// Workflows as the store keeps them.
package enum StoredWorkflow {
    /// Makes a workflow of the files that a store has kept for it.
    package static func load(_ stored: StoredDefinition) throws(UnreadableDefinition) -> Workflow {
        throw UnreadableDefinition(reason: "\(stored.digest)")
    }
}
