extension Workflow {
    /// The ends with a named outcome that its steps can lead to, in the order of the file.
    package var finishes: [Finish] {
        nodes.flatMap(\.targets).compactMap { target in
            if case .finish(let finish) = target { finish } else { nil }
        }
    }

    /// Whether every end that keeps what was done gives the workflow's output.
    package var alwaysGivesOutput: Bool {
        let canEndWithoutOutcome = edges.contains { edge in
            if case .end(.root) = edge.to { true } else { false }
        }
        return !canEndWithoutOutcome
            && finishes.allSatisfy { $0.output != nil || $0.outcome.disposition == .undo }
    }
}

extension Node {
    /// Where control can go from it other than to the step after it.
    package var targets: [Target] {
        let own: [Target] =
            switch action {
            case .finish(let finish): [.finish(finish)]
            case .fail(let fail): [.fail(fail)]
            case .route(let route):
                route.rules.map(\.target) + [route.otherwise].compactMap(\.self)
            case .call, .scope, .parallel, .forEach, .repeat, .await, .wait, .emit, .run,
                .allocate, .set:
                []
            }
        return own + catches.map(\.target)
    }
}
