import Testing
import WaybillDiagnostics
import WaybillLoading

@testable import WaybillLint

/// A mistake does not hide another that is there whatever becomes of the first; and brings none along
/// that goes with it.
@Suite struct IndependentFindingTests {
    private static let notUndone = "- { step: take, call: stock.take, timeout: 5s }"

    @Test(
        "An error of values or rules leaves the graph whole",
        arguments: [
            (
                "- { step: way, route: [{ when: input.a, to: end }, { when: input.a, to: end }] }",
                ["WB0204", "WB0205"]
            ),
            ("- { step: ask, call: look, timeout: 5s, with: { id: '${ input.b }' } }", ["WB0303"]),
            ("- { step: ask, call: look, timeout: 5s }", ["WB0305"]),
            ("- { step: ask, call: look, timeout: 5s, with: { id: '${ 1 + }' } }", ["WB0301"]),
            (
                """
                - step: more
                  call: stock.take
                  timeout: 5s
                  compensate:
                    call: stock.give
                    timeout: 5s
                    with: { id: "${ steps.later.id }" }
                - { step: later, set: { id: x } }
                """,
                ["WB0405"]
            ),
        ]
    )
    func errors(step: String, codes: [String]) {
        #expect(Set(errorsAndWarnings("\(Self.notUndone)\n\(step)")) == Set(codes + ["WB0401"]))
    }

    @Test func ofAGraphThatLacksAPartNothingMoreIsSaid() {
        let lost = "- { step: pay, when: input.b, call: stock.take, timeout: 5s, pivot: true }"
        #expect(errorsAndWarnings("\(lost)\n\(Self.notUndone)") == ["WB0303"])
        let unknown = "- { step: ask, call: lok, timeout: 5s }"
        #expect(errorsAndWarnings("\(unknown)\n\(Self.notUndone)") == ["WB0309"])
    }

    @Test func aDraftIsNeverRun() {
        let file = Loader.load(
            path: "sell.yaml",
            reading: .memory(["sell.yaml": text("- { step: ask, call: look, timeout: 5s }")])
        )
        #expect(file.workflow == nil)
        guard case .workflow(.draft) = file.kind else {
            Issue.record("no draft, but \(file.kind)")
            return
        }
    }

    @Test func aStepThatMayBeReachedOnceARouteIsWholeIsNoFinding() {
        let steps = """
            - step: way
              route: [{ when: input.a, fail: broken }]
            - { step: ask, call: look, timeout: 5s, with: { id: x } }
            """
        #expect(errorsAndWarnings(steps) == ["WB0204"])
    }

    @Test func aValueThatMayNotStandInACommandIsSplicedIntoItAllTheSame() {
        let text = """
            waybill: 1
            bindings:
              look: { exec: { command: [sh, -c, "echo ${ input.id }"] } }
            """
        let findings = Linter.check(path: "b.yaml", reading: .memory(["b.yaml": text]))
        #expect(findings.map(\.code.code) == ["WB0802", "WB0306"])
    }

    private func errorsAndWarnings(_ steps: String) -> [String] {
        Linter.check(path: "sell.yaml", reading: .memory(["sell.yaml": text(steps)]))
            .filter { $0.severity != .info && $0.code != .unusedDeclaration }.map(\.code.code)
    }

    private func text(_ steps: String) -> String {
        """
        waybill: 1
        workflow: sell
        handlers:
          look: { input: { id: string }, output: { id: string }, effect: none }
          stock.take: { effect: taken, idempotency: key, settles_in: 60s }
          stock.give:
            input: { id: string }
            undoes: taken
            idempotency: key
            safe_if_absent: true
        input: { a: bool }
        steps:
        \(steps)
        """
    }
}
