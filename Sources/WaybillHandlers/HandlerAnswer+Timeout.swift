import WaybillModel

extension HandlerAnswer {
    /// The answer of an attempt, or `timeout` with unknown effect when it takes longer than it may.
    /// The attempt is then cancelled, and a success that it brings all the same counts.
    static func within(
        _ timeout: Duration?,
        _ attempt: @escaping @Sendable () async -> HandlerAnswer
    ) async -> HandlerAnswer {
        guard let timeout else { return await attempt() }
        return await withTaskGroup(of: HandlerAnswer?.self) { group in
            group.addTask { await attempt() }
            group.addTask {
                try? await Task.sleep(for: timeout)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            // Either the attempt or the clock: when the clock came first and the task as a whole
            // goes on, what the attempt still says matters only if it is a success.
            if let first { return first }
            let late = await group.next() ?? nil
            if case .success = late { return late ?? .timedOut(after: timeout) }
            return Task.isCancelled ? late ?? .cancelled(.unknown) : .timedOut(after: timeout)
        }
    }

    /// No answer came in time.
    static func timedOut(after timeout: Duration) -> HandlerAnswer {
        .failure(
            HandlerFailure(
                code: .timeout,
                message: "no answer within \(timeout)",
                effect: .unknown
            )
        )
    }

    /// The attempt was given up because nobody waits for it any more.
    static func cancelled(_ effect: Effect) -> HandlerAnswer {
        .failure(
            HandlerFailure(code: .cancelled, message: "the call was cancelled", effect: effect)
        )
    }

    /// The service could not be reached, or did not answer sensibly.
    static func unavailable(_ message: String, effect: Effect) -> HandlerAnswer {
        .failure(HandlerFailure(code: .unavailable, message: message, effect: effect))
    }
}
