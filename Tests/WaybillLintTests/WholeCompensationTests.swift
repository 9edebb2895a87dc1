import Testing
import WaybillDiagnostics
import WaybillLoading

@testable import WaybillLint

/// The `compensate` of a scope or of a run takes the place of the undos inside, so it is held against
/// all that is established there.
@Suite struct WholeCompensationTests {
    private static let charge =
        "{ step: pay, call: card.charge, compensate: { call: card.refund } }"
    private static let reserve =
        "{ step: take, call: stock.reserve, compensate: { call: stock.release } }"

    @Test(
        "A scope's undo must take back what its steps do",
        arguments: [
            ("{ call: card.refund }", []),
            ("{ call: card.look }", ["WB0402 card.look"]),
            ("{ call: mail.send }", ["WB0402 mail.send"]),
            ("{ call: stock.release }", ["WB0402 stock.release"]),
            (
                "{ steps: [{ step: a, call: mail.send }, { step: b, call: card.look }] }",
                ["WB0402 mail.send"]
            ),
            ("{ steps: [{ step: a, call: mail.send }, { step: b, call: card.refund }] }", []),
            (
                "{ steps: [{ step: a, call: card.refund }, { step: b, call: stock.release }] }",
                ["WB0402 stock.release"]
            ),
            // What an event brings about, its receivers know.
            ("{ emit: order.decided, data: { id: x } }", []),
            ("none", []),
        ]
    )
    func scope(compensate: String, findings: [String]) throws {
        #expect(try self.findings(Self.charge, compensate: compensate) == findings)
    }

    @Test func everyFactInsideMustBeTakenBack() throws {
        let both = "\(Self.charge), \(Self.reserve)"
        #expect(
            try findings(both, compensate: "{ call: card.refund }") == ["WB0402 card.refund"]
        )
        let steps = "[{ step: a, call: card.refund }, { step: b, call: stock.release }]"
        #expect(try findings(both, compensate: "{ steps: \(steps) }") == [])
    }

    @Test func factsOfListsInsideCount() throws {
        let loop = "{ step: both, parallel: { a: [\(Self.charge)], b: [\(Self.reserve)] } }"
        #expect(
            try findings(loop, compensate: "{ call: card.refund }") == ["WB0402 card.refund"]
        )
    }

    @Test func whatStaysOnPurposeNeedsNotBeTakenBack() throws {
        let kept = "{ step: tell, call: mail.send, compensate: none }"
        let compensate = "{ call: card.refund }"
        #expect(try findings("\(Self.charge), \(kept)", compensate: compensate) == [])
        let scope = "{ step: own, scope: [\(Self.reserve)], compensate: none }"
        #expect(try findings("\(Self.charge), \(scope)", compensate: compensate) == [])
    }

    @Test func whatTheScopeTakesBackItselfNeedsNotBeTakenBack() throws {
        let released = "\(Self.reserve), { step: free, call: stock.release }"
        let compensate = "{ call: card.refund }"
        #expect(try findings("\(Self.charge), \(released)", compensate: compensate) == [])
        let perhaps = "\(Self.reserve), { step: free, when: input.total > 1, call: stock.release }"
        #expect(
            try findings("\(Self.charge), \(perhaps)", compensate: compensate)
                == ["WB0402 card.refund"]
        )
    }

    @Test func ofAScopeThatOnlyLooksThereIsNothingToUndo() throws {
        #expect(
            try findings("{ step: look, call: card.look }", compensate: "{ call: card.refund }")
                == ["WB0402 card.refund"]
        )
    }

    @Test func aScopeThatCommitsTheRunIsNeverUndone() throws {
        let pay = "\(Self.reserve), { step: pay, call: card.charge, pivot: true }"
        #expect(try findings(pay, compensate: "{ call: card.look }") == [])
    }

    @Test(
        "A run's undo must take back what the child does",
        arguments: [
            ("book: keep", "{ call: give }", []),
            ("book: keep", "{ call: look }", ["WB0402 look"]),
            ("book: keep", "{ call: refund }", ["WB0402 refund"]),
            ("book: keep", "none", []),
            // What an ending has undone is not there.
            ("book: undo", "{ call: give }", ["WB0402 give"]),
        ]
    )
    func run(outcome: String, compensate: String, findings: [String]) throws {
        let files = [
            "contracts.yaml": """
            waybill: 1
            handlers:
              take: { idempotency: key, effect: taken, settles_in: 60s }
              give: { undoes: taken, idempotency: key, safe_if_absent: true }
              refund: { undoes: charged, idempotency: key, safe_if_absent: true }
              look: { effect: none }
            """,
            "inner.yaml": """
            waybill: 1
            workflow: inner
            use: [contracts.yaml]
            outcomes: { \(outcome) }
            steps:
              - { step: take, call: take, timeout: 5s, compensate: { call: give, timeout: 5s } }
              - { step: done, finish: book }
            """,
            // What a child's child does counts as the child's.
            "child.yaml": """
            waybill: 1
            workflow: child
            use: [inner.yaml]
            steps: [{ step: within, run: inner, timeout: 1h }]
            """,
            "sell.yaml": """
            waybill: 1
            workflow: sell
            use: [contracts.yaml, child.yaml]
            defaults: { timeout: 5s }
            steps: [{ step: sub, run: child, timeout: 1h, compensate: \(compensate) }]
            """,
        ]
        let file = Loader.load(path: "sell.yaml", reading: .memory(files))
        let workflow = try #require(file.workflow, "\(file.diagnostics.map(\.message))")
        let found = Linter.lint(workflow).filter { $0.severity == .error }.map(\.mark)
        #expect(found == findings)
    }

    /// Code and marked text of each error, in a workflow with a scope of these steps.
    private func findings(_ steps: String, compensate: String) throws -> [String] {
        let workflow = try sale(
            """
            - step: whole
              scope: [\(steps)]
              compensate: \(compensate)
            - { step: done, finish: sold }
            """
        )
        return Linter.lint(workflow).filter { $0.severity == .error }.map(\.mark)
    }
}
