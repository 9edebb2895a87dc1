import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What one file says, before any name in it is looked up.
struct FileDeclaration: Sendable {
    let source: SourceText
    /// Paths of the files it uses, as written.
    let uses: [Located<String>]
    /// The JSON Schema files that its types are imported from.
    let imports: [Located<FilePath>]
    let types: [TypeDeclaration]
    let events: [EventTypeDeclaration]
    let handlers: [HandlerDeclaration]
    let policies: [PolicyDeclaration]
    /// `nil` for a file of contracts.
    let workflow: WorkflowDeclaration?
}

/// A named type.
struct TypeDeclaration: Sendable {
    let name: Located<String>
    let type: TypeExpression
}

/// An event type with the type of its data.
struct EventTypeDeclaration: Sendable {
    let name: Located<String>
    let data: Located<TypeExpression>
    let isExternal: Bool
}

/// A handler contract as written.
struct HandlerDeclaration: Sendable {
    let name: Located<String>
    let summary: String?
    let input: Located<TypeExpression>?
    let output: TypeExpression?
    let errors: [DeclaredError]
    let idempotency: HandlerContract.Idempotency?
    let consequence: HandlerContract.Consequence
    let settlesIn: Duration?
    let holdsFor: Duration?
    let isSafeIfAbsent: Bool
    let fences: Bool
}

/// The header of a workflow and its steps.
struct WorkflowDeclaration: Sendable {
    let name: Located<WorkflowName>
    let version: Int
    let summary: String?
    let input: TypeExpression?
    let output: TypeExpression?
    let outcomes: [Outcome]
    let key: EmbeddedText?
    let start: StartDeclaration?
    let timeout: TimeLimit?
    let defaults: CallDefaults
    let steps: StepList
    let after: [AfterDeclaration]
    let invariants: [InvariantDeclaration]
    /// Whether parts of the file could not be read as YAML.
    let isPartial: Bool
    /// Ids that stand inside constructs that are not read; names that lead there are let be.
    let poisonedIDs: Set<StepID>
    /// How many steps it has, in all lists.
    let stepCount: Int
}

/// Which events start runs, as written.
struct StartDeclaration: Sendable {
    let event: Located<EventType>
    let condition: EmbeddedText?
    let input: YAMLNode?
}

/// What every call of a workflow does unless it says otherwise.
struct CallDefaults: Sendable {
    var timeout: TimeLimit?
    var retry: RetryDeclaration?
}
