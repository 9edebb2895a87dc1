import WaybillDiagnostics
import WaybillModel

extension Rule {
    /// WB0409
    static let compensationCanGiveUp = Rule { node, _ in
        node.undos.compactMap { undo in
            let outages: [ErrorCode] = [.unavailable, .timeout]
            if let left = outages.first(where: { !undo.retry.covers($0) }) {
                return .undoNotRetried(node, undo, after: left)
            }
            let persistence = undo.retry.persistence
            return persistence < longestOutage ? .undoGivesUp(node, undo, persistence) : nil
        }
    }

    /// How long a service may be away without an operator having to look.
    private static let longestOutage = Duration.seconds(60 * 60)
}

extension RetryPolicy {
    /// How long it goes on when each attempt fails at once.
    fileprivate var persistence: Duration {
        let budget = maxElapsed?.milliseconds ?? .max
        switch maxAttempts {
        case .unlimited: return .milliseconds(budget)
        case .limited(let most): return .milliseconds(min(budget, delays(between: most)))
        }
    }
}

extension Diagnostic {
    fileprivate static func undoGivesUp(
        _ node: Node,
        _ undo: UndoCall,
        _ persistence: Duration
    ) -> Diagnostic {
        Diagnostic(
            .compensationCanGiveUp,
            "the undo of `\(node.step)` gives up after \(persistence.text)",
            at: undo.call.span,
            label: "a longer outage leaves the run parked",
            notes: ["what `\(node.step)` did then stays until an operator has looked"],
            help: [
                "leave out its `retry`, and it goes on for 24h; or give it more time: `max_attempts: unlimited`"
            ]
        )
    }

    fileprivate static func undoNotRetried(
        _ node: Node,
        _ undo: UndoCall,
        after code: ErrorCode
    ) -> Diagnostic {
        Diagnostic(
            .compensationCanGiveUp,
            "the undo of `\(node.step)` gives up at the first `\(code)`",
            at: undo.call.span,
            label: "its `retry` leaves `\(code)` out",
            notes: ["what `\(node.step)` did then stays until an operator has looked"],
            help: ["leave out `only` and `except`, so that it is tried again after any error"]
        )
    }
}
