import WaybillDiagnostics
import WaybillModel

/// Branches that run side by side, as written.
struct ParallelDeclaration: Sendable {
    struct Branch: Sendable {
        let name: Located<String>
        let steps: StepList
    }

    let branches: [Branch]
    let join: JoinDeclaration
    let onFailure: FailureMode
}

/// A body that runs for each element of a list, as written.
struct ForEachDeclaration: Sendable {
    let elements: EmbeddedText?
    let elementName: Located<String>?
    let indexName: Located<String>?
    let maxParallel: Int
    let join: JoinDeclaration
    let onFailure: FailureMode
    let steps: StepList
    let collect: EmbeddedText?
}

/// A body that runs in rounds, as written.
struct RepeatDeclaration: Sendable {
    let rounds: Int
    let until: EmbeddedText?
    let every: Duration?
    let steps: StepList
    let collect: EmbeddedText?
}

/// How many lists must reach their end, as written.
enum JoinDeclaration: Sendable {
    case all
    /// `any` is one.
    case count(Located<Int>)
    case computed(EmbeddedText)
}
