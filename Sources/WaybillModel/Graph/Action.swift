package import CEL
package import WaybillDiagnostics

/// What a step does.
package enum Action: Sendable {
    case call(Call)
    case route(Route)
    /// Runs the steps of a scope, once it has its lock; `output` is computed at its end.
    case scope(ScopeID, output: Template?, lock: Lock?)
    case parallel(Parallel)
    case forEach(ForEach)
    case `repeat`(Repeat)
    case await(Await)
    case wait(Wait)
    case emit(Emit)
    case run(ChildRun)
    case allocate(Allocate)
    /// Computes values; a record template.
    case set(Template)
    case finish(Finish)
    case fail(Fail)
}

/// A call of a step handler.
package struct Call: Sendable {
    package let contract: HandlerContract
    /// A record of the contract's input type.
    package let input: Template
    /// Where the handler's name stands.
    package let span: Span

    package init(contract: HandlerContract, input: Template, span: Span) {
        self.contract = contract
        self.input = input
        self.span = span
    }
}

/// Routing rules: the first whose condition holds is taken.
package struct Route: Sendable {
    package struct Rule: Sendable {
        package let condition: Program
        package let target: Target
        package let span: Span

        package init(condition: Program, target: Target, span: Span) {
            self.condition = condition
            self.target = target
            self.span = span
        }
    }

    package let rules: [Rule]
    /// `nil` when the rules are exhaustive without it.
    package let otherwise: Target?

    package init(rules: [Rule], otherwise: Target?) {
        self.rules = rules
        self.otherwise = otherwise
    }
}

/// A durable timer.
package enum Wait: Sendable {
    case duration(Duration)
    /// A timestamp.
    case until(Program)
}

/// An event to publish.
package struct Emit: Sendable {
    package let event: EventDeclaration
    /// Of the type of the event's data.
    package let data: Template
    /// Gives a string.
    package let subject: Template?
    /// Where the event's type stands.
    package let span: Span

    package init(event: EventDeclaration, data: Template, subject: Template?, span: Span) {
        self.event = event
        self.data = data
        self.subject = subject
        self.span = span
    }
}

/// The end of the run with a named outcome.
package struct Finish: Sendable {
    package let outcome: Outcome
    /// Of the workflow's output type.
    package let output: Template?
    package let span: Span

    package init(outcome: Outcome, output: Template?, span: Span) {
        self.outcome = outcome
        self.output = output
        self.span = span
    }
}

/// An error raised on purpose.
package struct Fail: Sendable {
    package let code: ErrorCode
    /// Gives a string.
    package let message: Template?
    package let details: Template?
    package let span: Span

    package init(code: ErrorCode, message: Template?, details: Template?, span: Span) {
        self.code = code
        self.message = message
        self.details = details
        self.span = span
    }
}

/// A named ending, and what becomes of what was done.
package struct Outcome: Hashable, Sendable {
    package enum Disposition: String, Hashable, Sendable, CaseIterable {
        case keep
        /// Finishing so compensates everything registered first.
        case undo
    }

    package let name: OutcomeName
    package let disposition: Disposition
    package let span: Span

    package init(name: OutcomeName, disposition: Disposition, span: Span) {
        self.name = name
        self.disposition = disposition
        self.span = span
    }
}

extension Action {
    /// The lists of steps that it runs, in the order of the file.
    package var scopes: [ScopeID] {
        switch self {
        case .scope(let id, _, _): [id]
        case .parallel(let parallel): parallel.branches.map(\.scope)
        case .forEach(let forEach): [forEach.body]
        case .repeat(let rounds): [rounds.body]
        case .await(let awaited): awaited.reminder.map { [$0.body] } ?? []
        case .call, .route, .wait, .emit, .run, .allocate, .set, .finish, .fail: []
        }
    }
}
