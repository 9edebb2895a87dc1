import Foundation
import TestSupport
import Testing
import WaybillModel

@testable import WaybillDrawing

@Suite("Drawings for Graphviz")
struct DOTTests {
    @Test(
        "each shipped workflow has its drawing",
        arguments: [
            "fulfil_order", "split_order", "return_order", "payment_with_approval", "ship_parcel",
        ]
    )
    func shipped(name: String) throws {
        expectGolden(DOT.draw(try shippedWorkflow(name)), named: "\(name).dot")
    }

    @Test("a run's state is in the fill of its steps, and in the legend")
    func overlay() throws {
        let run = RunOverlay(steps: [
            "prices": .done, "check_total": .skipped, "screen": .done, "triage": .done,
            "authorize": .undone, "rates": .done, "source": .done, "stock": .done, "plan": .done,
            "reserve": .done, "hold": .undone, "reserved": .done, "capture": .failed,
        ])
        let drawing = DOT.draw(try shippedWorkflow("fulfil_order"), run: run)
        expectGolden(drawing, named: "fulfil_order-undone.dot")
    }

    @Test("an undo of several steps is drawn with all of them, in their order")
    func undoOfSeveralSteps() throws {
        let workflow = try graph(
            steps: """
                  - step: charge
                    call: pay
                    with: { id: "${ input.id }" }
                    timeout: 1s
                    compensate:
                      steps:
                        - { step: refund, call: unpay, with: { id: "${ input.id }" } }
                        - { step: told, emit: decided, data: { id: "${ input.id }", yes: false } }
                  - { step: stop, fail: hopeless }
                """
        )
        let run = RunOverlay(steps: ["charge": .undone, "stop": .done])
        expectGolden(DOT.draw(workflow, run: run), named: "undo_steps.dot")
    }

    @Test("every step state has a colour of its own")
    func colours() {
        let fills = StepProgress.allCases.map(Palette.fill(of:))
        #expect(Set(fills).count == StepProgress.allCases.count)
    }

    @Test("every edge that the graph declares is drawn, with the style of its kind")
    func edges() throws {
        let workflow = try graph(steps: everyEdge)
        let kinds = Set(workflow.edges.map(\.kind))
        #expect(kinds == Set(Edge.Kind.allCases))
        let lines = DOT.draw(workflow).split(separator: "\n").filter { $0.contains(" -> ") }
        // The ways into the lists, from the start and from the scope, are drawn besides.
        #expect(lines.count == workflow.edges.count + workflow.scopes.count)
        func count(_ text: String) -> Int { lines.count { $0.contains(text) } }
        #expect(count(#"style="dashed""#) == workflow.edges.count { $0.kind == .compensation })
        #expect(count(#"style="dotted""#) == workflow.edges.count { $0.kind == .timeout })
        #expect(
            count("color=\"\(Palette.error)\", font") == workflow.edges.count { $0.kind == .error }
        )
        #expect(
            count("color=\"\(Palette.rule)\", font") == workflow.edges.count { $0.kind == .rule }
        )
    }

    @Test("what follows an ending is reached from it, in a box of its own")
    func after() throws {
        let workflow = try graph(
            steps: """
                  - step: done
                    finish: sold
                after:
                  sold:
                    - { step: tell, wait: 1s }
                  cancelled:
                    - { step: mourn, wait: 1s }
                """
        )
        let drawing = DOT.draw(workflow)
        #expect(drawing.contains(#""outcome sold" -> "step tell""#))
        #expect(drawing.contains(#""ending cancelled" -> "step mourn""#))
        #expect(drawing.contains("after cancelled"))
    }

    @Test("a decision names the policy that it is made by")
    func allocate() throws {
        let workflow = try graph(
            header: "policies: { near: { strategy: nearest, unfilled: { action: fail } } }",
            steps: """
                  - step: source
                    allocate: near
                    with: { order: { lines: [] }, sites: [], services: [] }
                """
        )
        let drawing = DOT.draw(workflow)
        #expect(drawing.contains("<B>source</B><BR/>allocate by near"))
        #expect(drawing.contains(#"shape="house""#))
    }

    @Test("a step that may be skipped leads past itself")
    func skipped() throws {
        let workflow = try graph(
            steps: """
                  - step: check
                    when: input.text == ''
                    fail: no_text
                    message: no text
                  - step: done
                    finish: sold
                """
        )
        #expect(
            DOT.draw(workflow).contains(
                #""step check" -> "step done" [weight="10", label=< skipped >]"#
            )
        )
    }

    private let everyEdge = """
          - step: box
            scope:
              - step: charge
                call: pay
                with: { id: "${ input.id }" }
                timeout: 1s
                compensate: { call: unpay, with: { id: "${ input.id }" } }
                catch:
                  - error: [unavailable, timeout]
                    fail: broke
            catch:
              - error: any
                finish: refused
          - step: ask
            await: decided
            match: { id: input.id }
            timeout: 2d
            catch:
              - error: timeout
                finish: refused
          - step: choose
            route:
              - when: steps.ask.yes
                to: next
            else: { finish: refused }
          - step: done
            finish: sold
        """
}
