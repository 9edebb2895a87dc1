package import WaybillDiagnostics

/// Branches that run side by side.
package struct Parallel: Sendable {
    package struct Branch: Sendable {
        package let name: String
        package let scope: ScopeID
        /// Where its name stands.
        package let span: Span

        package init(name: String, scope: ScopeID, span: Span) {
            self.name = name
            self.scope = scope
            self.span = span
        }
    }

    /// In the order of the file.
    package let branches: [Branch]
    package let join: Join
    package let onFailure: FailureMode

    package init(branches: [Branch], join: Join, onFailure: FailureMode) {
        self.branches = branches
        self.join = join
        self.onFailure = onFailure
    }
}
