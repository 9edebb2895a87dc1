import CEL
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

extension ScenarioCheck {
    /// What is not as expected of the calls of a handler.
    func check(
        _ expected: Expected<ExpectedCall>,
        _ run: RunTrace
    ) throws(EvaluationError) -> [Mismatch] {
        let call = expected.value
        let input = try call.input?.json(input: run.state.input)
        let key = try call.key?.json(input: run.state.input)
        let all = trace.attempts.map(\.invocation).filter { $0.handler == call.handler }
        let fits = all.map { invocation in
            let contract = run.workflow.contract(invocation.handler)
            let typed = contract.flatMap { try? Value(invocation.input, as: $0.input).json }
            return input?.matches(typed ?? invocation.input) != false
                && key.map { $0 == .string(invocation.idempotencyKey) } != false
        }
        let count = fits.count(where: \.self)
        if call.times.map({ $0 == count }) ?? (count > 0) { return [] }
        let what = "calls of \(call.handler)"
        let wanted = [input?.description, key.map { "key \($0)" }].compactMap(\.self)
        guard !all.isEmpty, !wanted.isEmpty else {
            let expectedCount = call.times.map(String.init) ?? "at least 1"
            return values(what, expected, expectedCount, "\(count)")
        }
        let times = call.times.map { "\($0) with " } ?? ""
        let made = zip(all, fits).map { invocation, fits -> ListDifference.Line in
            let text = "\(invocation.input), key \(invocation.idempotencyKey)"
            // One of those that are expected, unless there are too many of them.
            return fits && count < call.times ?? 1 ? .both(text) : .extra(text)
        }
        var lines: [ListDifference.Line] = [.missing(times + wanted.joined(separator: ", "))]
        lines += made.prefix(Self.mostCalls)
        let left = made.count - Self.mostCalls
        if left > 0 { lines.append(.extra("… \(left) more …")) }
        return [Mismatch(what, at: expected.span, .lists(lines))]
    }

    /// As many calls as are shown, of all that were made.
    private static let mostCalls = 10
}
