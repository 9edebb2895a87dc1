import WaybillDiagnostics

/// The steps that run once the ending of a run is decided, as written.
struct AfterDeclaration: Sendable {
    /// A status or an outcome.
    let ending: Located<String>
    let steps: StepList
}

/// What must hold at every end of a run, as written.
struct InvariantDeclaration: Sendable {
    let name: Located<String>
    /// `nil` when it could not be read.
    let condition: EmbeddedText?
}
