import CEL
import WaybillDiagnostics
import WaybillInterpreter
import WaybillModel

/// Holds what happened in a scenario against what is expected of it.
struct ScenarioCheck {
    private let scenario: Scenario
    let trace: ScenarioTrace

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

    func values<Value>(
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
