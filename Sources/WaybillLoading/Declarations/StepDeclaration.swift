import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// A list of steps.
struct StepList: Sendable {
    let steps: [StepDeclaration]
    let span: Span
}

/// One step as written.
struct StepDeclaration: Sendable {
    /// Steps are numbered as they are read; the number is that of their node.
    let node: NodeID
    let id: Located<StepID>
    let summary: String?
    let condition: EmbeddedText?
    let action: ActionDeclaration
    let timeout: TimeLimit?
    let retry: RetryDeclaration?
    let catches: [CatchDeclaration]
    let compensation: CompensationDeclaration?
    let isPivot: Bool
}

/// What a step does, as written.
indirect enum ActionDeclaration: Sendable {
    case call(CallDeclaration)
    case route([RuleDeclaration], otherwise: FlowDeclaration?, key: Span)
    case scope(StepList, output: YAMLNode?, lock: LockDeclaration?)
    case parallel(ParallelDeclaration)
    case forEach(ForEachDeclaration)
    case `repeat`(RepeatDeclaration)
    case await(AwaitDeclaration)
    case wait(Duration)
    case waitUntil(EmbeddedText)
    case emit(EmitDeclaration)
    case run(RunDeclaration)
    case allocate(AllocateDeclaration)
    case set(YAMLNode)
    case finish(FinishDeclaration)
    case fail(FailDeclaration)
    /// Stands for what could not be read.
    case poisoned
}

/// A handler and what it is given.
struct CallDeclaration: Sendable {
    let handler: Located<HandlerName>
    let input: YAMLNode?
}

/// A limit on how many are inside a scope, as written.
struct LockDeclaration: Sendable {
    /// `nil` when it could not be read.
    let name: EmbeddedText?
    let slots: Int
    let timeout: TimeLimit?
    let span: Span
}

/// A rule of a route.
struct RuleDeclaration: Sendable {
    /// `nil` when it could not be read.
    let condition: EmbeddedText?
    let flow: FlowDeclaration
    let span: Span
}

/// Where a rule, an `else` or a `catch` leads.
indirect enum FlowDeclaration: Sendable {
    /// A step's id, `next` or `end`.
    case to(Located<String>)
    case steps(StepList)
    case finish(FinishDeclaration)
    case fail(FailDeclaration)
    case poisoned
}

struct AwaitDeclaration: Sendable {
    struct Match: Sendable {
        let field: Located<String>
        let value: EmbeddedText?
    }

    /// In the order of the file, none twice.
    let events: [Located<EventType>]
    /// Whether they are written as a list: then the output says which of them came.
    let isList: Bool
    let match: [Match]
    /// `where`
    let condition: EmbeddedText?
    let reminder: ReminderDeclaration?
    /// Whether something correlates it: a `match` or a `where`, even one that cannot be read.
    let isCorrelated: Bool
    let span: Span
}

/// An event to publish.
struct EmitDeclaration: Sendable {
    let event: Located<EventType>
    let data: YAMLNode?
    let subject: YAMLNode?
}

/// Steps that run while an event is waited for, as written.
struct ReminderDeclaration: Sendable {
    /// `nil` when it could not be read.
    let every: Located<Duration>?
    let steps: StepList
}

/// Another workflow to run and what it is given.
struct RunDeclaration: Sendable {
    let workflow: Located<WorkflowName>
    let input: YAMLNode?
    /// Where `detach: true` stands; `nil` unless it does.
    let detach: Span?
}

struct FinishDeclaration: Sendable {
    let outcome: Located<OutcomeName>
    let output: YAMLNode?
}

struct FailDeclaration: Sendable {
    let code: Located<ErrorCode>
    let message: YAMLNode?
    let details: YAMLNode?
}
