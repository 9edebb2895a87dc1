import WaybillDiagnostics
import WaybillModel
import WaybillYAML

/// What is done about an error of a step, as written.
struct CatchDeclaration: Sendable {
    /// `nil` for `any`.
    let codes: [Located<ErrorCode>]?
    let condition: EmbeddedText?
    let keep: Bool
    /// Stands for the step's output.
    let output: YAMLNode?
    let flow: FlowDeclaration
    let span: Span
}

/// How a step is undone, as written.
enum CompensationDeclaration: Sendable {
    case none(Span)
    case steps([UndoStepDeclaration])
    case poisoned
}

/// One of the steps that undo a step, as written.
struct UndoStepDeclaration: Sendable {
    enum Action: Sendable {
        case call(CallDeclaration, timeout: TimeLimit?, retry: RetryDeclaration?)
        case emit(EmitDeclaration)
    }

    /// `nil` for the only one of a `compensate` without `steps`.
    let id: Located<StepID>?
    let action: Action
}

/// A retry policy as written: what it leaves out comes from the policy it is laid over.
struct RetryDeclaration: Sendable {
    enum Filter: Sendable {
        case only([Located<ErrorCode>])
        case except([Located<ErrorCode>])
    }

    var maxAttempts: RetryPolicy.MaxAttempts?
    var initialDelay: Duration?
    var multiplier: Double?
    var maxDelay: Duration?
    var jitter: RetryPolicy.Jitter?
    var maxElapsed: Duration?
    var filter: Filter?
    /// Whether something in it could not be read, which is a finding already.
    var isFaulty = false
    /// Where it stands.
    let span: Span
}

extension RetryDeclaration {
    /// What it says, and where it says nothing what `base` says.
    func laid(over base: RetryDeclaration?) -> RetryDeclaration {
        guard let base else { return self }
        var merged = self
        merged.maxAttempts = maxAttempts ?? base.maxAttempts
        merged.initialDelay = initialDelay ?? base.initialDelay
        merged.multiplier = multiplier ?? base.multiplier
        merged.maxDelay = maxDelay ?? base.maxDelay.map(atLeastInitial)
        merged.jitter = jitter ?? base.jitter
        merged.maxElapsed = maxElapsed ?? base.maxElapsed
        merged.filter = filter ?? base.filter
        merged.isFaulty = isFaulty || base.isFaulty
        return merged
    }

    /// A limit that stands elsewhere does not cut an initial delay that stands here.
    private func atLeastInitial(_ maxDelay: Duration) -> Duration {
        max(maxDelay, initialDelay ?? .zero)
    }

    /// The policy: what it leaves out is as in `base`.
    func policy(over base: RetryPolicy) -> RetryPolicy {
        RetryPolicy(
            maxAttempts: maxAttempts ?? base.maxAttempts,
            initialDelay: initialDelay ?? base.initialDelay,
            multiplier: multiplier ?? base.multiplier,
            maxDelay: maxDelay ?? atLeastInitial(base.maxDelay),
            jitter: jitter ?? base.jitter,
            maxElapsed: maxElapsed ?? base.maxElapsed,
            filter: filter.map(\.resolved) ?? base.filter
        )
    }
}

extension RetryDeclaration.Filter {
    /// The codes it names, with their places.
    var codes: [Located<ErrorCode>] {
        switch self {
        case .only(let codes), .except(let codes): codes
        }
    }

    fileprivate var resolved: RetryPolicy.Filter {
        switch self {
        case .only(let codes): .only(codes.map(\.value))
        case .except(let codes): .except(codes.map(\.value))
        }
    }
}
