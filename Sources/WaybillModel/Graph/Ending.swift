/// How a run ends, as the steps that follow it under `after` are named.
package enum Ending: Hashable, Sendable {
    /// Of all runs that end so.
    case status(Status)
    /// Of those that complete with the outcome.
    case outcome(OutcomeName)

    package enum Status: String, Hashable, Sendable, CaseIterable {
        case completed
        case compensated
        case failed
        case cancelled
    }

    /// The ending of a name: a status, or else an outcome.
    package init(_ name: String) {
        self = Status(rawValue: name).map(Ending.status) ?? .outcome(OutcomeName(name))
    }

    package var name: String {
        switch self {
        case .status(let status): status.rawValue
        case .outcome(let outcome): outcome.rawValue
        }
    }

    /// Whether an error, or an operator, ended the run: the steps that follow see it as `error`.
    package var hasError: Bool {
        switch self {
        case .outcome, .status(.completed): false
        case .status(.compensated), .status(.failed), .status(.cancelled): true
        }
    }
}
