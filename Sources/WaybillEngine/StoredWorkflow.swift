import Foundation
import WaybillDiagnostics
package import WaybillJournal
package import WaybillLoading
package import WaybillModel

/// Workflows as the store keeps them: all the files of their definition.
package enum StoredWorkflow {
    /// What is kept of a workflow's definition.
    package static func store(_ definition: Definition) throws -> StoredDefinition {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(definition), as: UTF8.self)
        return StoredDefinition(digest: definition.digest, text: text)
    }

    /// Makes the workflow of a run of what was kept of its definition, which a child run shares with
    /// the run it belongs to.
    package static func load(
        _ stored: StoredDefinition,
        of run: RunRecord
    ) throws(UnreadableDefinition) -> Workflow {
        try load(stored, named: run.workflow)
    }

    /// Makes one of the workflows that a definition has.
    package static func load(
        _ stored: StoredDefinition,
        named name: WorkflowName
    ) throws(UnreadableDefinition) -> Workflow {
        guard let workflow = try load(stored).member(named: name) else {
            throw UnreadableDefinition(
                reason: "definition \(stored.digest) has no workflow \(name)"
            )
        }
        return workflow
    }

    /// Makes a workflow of what was kept of its definition.
    package static func load(_ stored: StoredDefinition) throws(UnreadableDefinition) -> Workflow {
        let loaded: LoadedFile
        do {
            let definition = try JSONDecoder().decode(
                Definition.self,
                from: Data(stored.text.utf8)
            )
            loaded = Loader.load(definition)
        } catch {
            throw UnreadableDefinition(reason: "definition \(stored.digest) is damaged")
        }
        guard let workflow = loaded.workflow else {
            let first = loaded.diagnostics.first { $0.severity == .error }
            throw UnreadableDefinition(
                reason: "definition \(stored.digest) is not valid for this version: "
                    + (first?.message ?? "it is no workflow")
            )
        }
        return workflow
    }
}
