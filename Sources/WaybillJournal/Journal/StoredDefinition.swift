package import WaybillModel

/// What defines a workflow, kept for as long as there are runs pinned to it.
package struct StoredDefinition: Hashable, Sendable {
    package let digest: DefinitionDigest
    /// All its files, as the loader bundles them.
    package let text: String

    package init(digest: DefinitionDigest, text: String) {
        self.digest = digest
        self.text = text
    }
}
