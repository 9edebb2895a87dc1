import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

@testable import WaybillLint

/// What lint says of effects, pivots and endings is what running a workflow in every way finds: its
/// silence leaves nothing behind, and each of its findings has a run that shows it.
@Suite struct SagaPropertyTests {
    @Test(arguments: 0..<20)
    func agreesWithRunningInEveryWay(decade: UInt64) throws {
        for seed in decade * 6..<(decade + 1) * 6 {
            let saga = RandomSaga(seed: seed)
            let file = Loader.load(path: "sell.yaml", reading: .memory(["sell.yaml": saga.text]))
            let errors = file.diagnostics.filter { $0.severity == .error }
            #expect(errors.map(\.message) == [], "seed \(seed): \(saga.text)")
            let workflow = try #require(file.workflow)
            compare(workflow, "seed \(seed): \(saga.text)")
        }
    }

    private func compare(_ workflow: Workflow, _ comment: Comment) {
        let runs = AllRuns(of: workflow, conditions: RandomSaga.mostConditions)
        let context = LintContext(workflow)
        let findings = Linter.lint(workflow)
        let secondPivots = workflow.nodes.filter { node in
            node.isPivot && runs.arrivals[node.step]?.contains(true) == true
        }
        let found = steps(of: .severalPivots, findings, workflow)
        #expect(found.isSuperset(of: secondPivots.map(\.step)), comment)
        #expect(found.isEmpty == secondPivots.isEmpty, comment)
        // After a second pivot there is no telling what a run should do.
        guard secondPivots.isEmpty else { return }
        for node in workflow.nodes {
            let arrivals = runs.arrivals[node.step] ?? []
            #expect(context.isReached(node.id) == !arrivals.isEmpty, "\(node.step), \(comment)")
            guard !arrivals.isEmpty else { continue }
            let passage = context.passage(before: node.id)
            #expect(passage.isPossible == arrivals.contains(true), "\(node.step), \(comment)")
            #expect(passage.isCertain == !arrivals.contains(false), "\(node.step), \(comment)")
        }
        #expect(steps(of: .missingCompensation, findings, workflow) == runs.left, comment)
        #expect(outcomes(of: .undoingAfterPivot, findings) == runs.undoneAfterPivot, comment)
        #expect(findings.contains { $0.code == .mayFailAfterPivot } == runs.hasParked, comment)
        #expect(runs.forgotten == [], comment)
        if runs.undoneAfterPivot.isEmpty { #expect(!runs.hasUndoneAfterPivot, comment) }
    }

    /// The steps that findings of a rule are about: those whose id or call they mark.
    private func steps(
        of code: DiagnosticCode,
        _ findings: [Diagnostic],
        _ workflow: Workflow
    ) -> Set<StepID> {
        let spans = findings.filter { $0.code == code }.map(\.span)
        let nodes = workflow.nodes.filter { node in
            spans.contains(node.span) || node.call.map { spans.contains($0.span) } == true
        }
        return Set(nodes.map(\.step))
    }

    private func outcomes(of code: DiagnosticCode, _ findings: [Diagnostic]) -> Set<OutcomeName> {
        Set(findings.filter { $0.code == code }.map { OutcomeName($0.span.text) })
    }
}
