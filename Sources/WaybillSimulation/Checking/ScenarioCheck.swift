import CEL
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

/// Holds what happened in a scenario against what is expected of it.
struct ScenarioCheck {
    private let scenario: Scenario
    private let trace: ScenarioTrace

    init(_ scenario: Scenario, _ trace: ScenarioTrace) {
        self.scenario = scenario
        self.trace = trace
    }

    /// What is not as expected. When the scenario could not be run to its end, that is all there is to
    /// say.
    var mismatches: [Mismatch] {
        if let fault = trace.fault { return [fault.mismatch(in: scenario, trace)] }
        guard let run = trace.runs.first else { return [] }
        let expected = scenario.expectation
        var found = trace.requests.compactMap(\.mismatch)
        if let status = expected.status {
            found += values("status", status, status.value.rawValue, run.state.status.rawValue)
        }
        if let outcome = expected.outcome {
            found += values("outcome", outcome, outcome.value.rawValue, run.ending)
        }
        if let error = expected.error { found += check(error, run) }
        do throws(EvaluationError) {
            if let output = expected.output { found += try check(output, run) }
            if let steps = expected.steps { found += check(steps, run) }
            if let undone = expected.undone {
                found += lists("undone", undone, undone.value, run.undone)
            }
            if let parked = expected.parked {
                found += lists("parked", parked, parked.value, run.parked)
            }
            if let emitted = expected.emitted { found += try check(emitted, run) }
            for call in expected.calls { found += try check(call, run) }
        } catch {
            return [ScenarioFault.expression(error).mismatch(in: scenario, trace)]
        }
        if let elapsed = expected.elapsed, !elapsed.value.contains(run.elapsed) {
            found += values("elapsed", elapsed, elapsed.value.text, run.elapsed.text)
        }
        return found
    }

    private func values<Value>(
        _ subject: String,
        _ expectation: Expected<Value>,
        _ expected: String,
        _ actual: String
    ) -> [Mismatch] {
        guard expected != actual else { return [] }
        return [
            Mismatch(subject, at: expectation.span, .values(expected: expected, actual: actual))
        ]
    }

    private func check(_ expected: Expected<ExpectedError>, _ run: RunTrace) -> [Mismatch] {
        let error = run.error
        let isSame =
            error.map { error in
                error.code == expected.value.code
                    && (expected.value.message.map { error.message.contains($0) } ?? true)
            } ?? false
        if isSame { return [] }
        let message = expected.value.message.map { ": … \($0) …" } ?? ""
        let actual = error.map { "\($0.code): \($0.message)" } ?? "none: the run is \(run.ending)"
        return values("error", expected, "\(expected.value.code)\(message)", actual)
    }

    private func check(
        _ expected: Expected<Template>,
        _ run: RunTrace
    ) throws(EvaluationError) -> [Mismatch] {
        guard case .completed(_, let output) = run.state.end else {
            return [
                Mismatch(
                    "output",
                    at: expected.span,
                    .note("there is none: the run is \(run.ending)", help: [])
                )
            ]
        }
        let typed = (try? Value(output, as: run.workflow.output).json) ?? output
        return try expected.value.json(input: run.state.input).discrepancies(in: typed)
            .map { discrepancy in
                let place = JSONPathElement.text(of: [.member("output")] + discrepancy.path)
                return Mismatch(
                    place,
                    at: expected.span,
                    .values(
                        expected: discrepancy.expected.description,
                        actual: discrepancy.actual?.description ?? "nothing"
                    )
                )
            }
    }

    // MARK: Steps

    private func check(_ expected: Expected<ExpectedSteps>, _ run: RunTrace) -> [Mismatch] {
        switch expected.value {
        case .exactly(let steps): return lists("steps", expected, steps, run.steps)
        case .including(let included, let excluded):
            let missing = included.filter { !run.steps.contains(where: $0.names) }
            let extra = excluded.filter { run.steps.contains(where: $0.names) }
            guard !missing.isEmpty || !extra.isEmpty else { return [] }
            let lines =
                missing.map { ListDifference.Line.missing($0.text) }
                + extra.map { ListDifference.Line.extra($0.text) }
            return [Mismatch("steps", at: expected.span, .lists(lines))]
        }
    }

    private func lists<Value>(
        _ subject: String,
        _ expectation: Expected<Value>,
        _ expected: [StepReference],
        _ actual: [StepPath]
    ) -> [Mismatch] {
        // A step is named as the author names it: by its id, unless some step of that id is named by
        // its path.
        let byPath = Set(expected.filter(\.isPath).map(\.step))
        let names = actual.map { path -> String in
            guard let step = path.step, !byPath.contains(step) else { return "\(path)" }
            return step.rawValue
        }
        guard names != expected.map(\.text) else { return [] }
        let lines = ListDifference.lines(expected: expected.map(\.text), actual: names)
        return [Mismatch(subject, at: expectation.span, .lists(lines))]
    }

    // MARK: Events

    private func check(
        _ expected: Expected<[ExpectedEvent]>,
        _ run: RunTrace
    ) throws(EvaluationError) -> [Mismatch] {
        var wanted: [WantedEvent] = []
        for event in expected.value {
            wanted.append(
                WantedEvent(
                    type: event.type,
                    subject: try event.subject?.json(input: run.state.input),
                    data: try event.data?.json(input: run.state.input)
                )
            )
        }
        // One that is as expected is named as the author names it.
        var next = 0
        let actual = run.emitted.map { event -> String in
            guard let index = wanted[next...].firstIndex(where: { $0.fits(event) }) else {
                return "\(event.type) \(event.data)"
            }
            next = index + 1
            return wanted[index].text
        }
        guard actual != wanted.map(\.text) else { return [] }
        let lines = ListDifference.lines(expected: wanted.map(\.text), actual: actual)
        return [Mismatch("emitted", at: expected.span, .lists(lines))]
    }

    // MARK: Calls

    private func check(
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

/// An event that is expected, with the values of what is said of it.
private struct WantedEvent {
    let type: EventType
    let subject: JSON?
    let data: JSON?

    func fits(_ event: CloudEvent) -> Bool {
        event.type == type && data?.matches(event.data) != false
            && subject.map { $0 == event.subject.map(JSON.string) ?? .null } != false
    }

    var text: String {
        [type.rawValue, subject.map { "about \($0)" }, data?.description].compactMap(\.self)
            .joined(separator: " ")
    }
}

extension StepReference {
    /// Whether it means the step at a path.
    fileprivate func names(_ path: StepPath) -> Bool {
        isPath ? "\(path)" == text : path.step == step
    }
}

extension RunTrace {
    /// How it stands, or ended: by its outcome, if it has one.
    fileprivate var ending: String {
        if case .completed(let outcome?, _) = state.end { return outcome.rawValue }
        return state.status.rawValue
    }

    /// What it failed of, or is parked because of.
    fileprivate var error: StepError? {
        switch state.end {
        case .compensated(let error), .failed(let error, _): error
        case .completed, .cancelled: nil
        case nil: state.parkedOperations.first?.error ?? state.firstError
        }
    }

    fileprivate var parked: [StepPath] { state.parkedOperations.map(\.id.path) }
}

extension RequestTrace {
    fileprivate var mismatch: Mismatch? {
        switch (isRefusalExpected, refusal) {
        case (false, let reason?):
            Mismatch("operator", at: span, .note("the request is refused: \(reason)", help: []))
        case (true, nil):
            Mismatch("operator", at: span, .note("the request is not refused", help: []))
        case (true, _?), (false, nil): nil
        }
    }
}

extension ExpectedDuration {
    fileprivate var text: String {
        switch (atLeast, atMost) {
        case (let least?, let most?) where least == most: least.text
        case (let least?, let most?): "from \(least.text) to \(most.text)"
        case (let least?, nil): "at least \(least.text)"
        case (nil, let most?): "at most \(most.text)"
        case (nil, nil): "any"
        }
    }
}
