import CEL
import Foundation
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// An expression that a file repeats is compiled once for all places that know the same of what it
/// reads, which must make no difference to anyone.
@Suite struct RepeatedExpressionTests {
    /// The programs of the `set` steps of a workflow, in the order of the file.
    private func programs(_ workflow: Workflow) -> [Program] {
        workflow.nodes.flatMap { node -> [Program] in
            if case .set(let values) = node.action { values.programs } else { [] }
        }
    }

    @Test func eachStandsAtItsOwnPlace() throws {
        let workflow = try graph(
            workflowText(
                steps: """
                      - { step: one, set: { x: "${ input.id }" } }
                      - { step: two, set: { x: "${ input.id }" } }
                    """
            )
        )
        let lines = programs(workflow).map(\.source.whole.start.line)
        #expect(lines == [7, 8])
    }

    @Test(
        "What is wrong at one of the places only is found there",
        arguments: [
            """
              - { step: one, for_each: "['a']", as: each, steps: [{ step: x, set: { n: "${ each.size() }" } }] }
              - { step: two, for_each: "[1]", as: each, steps: [{ step: z, set: { n: "${ each.size() }" } }] }
            """,
            """
              - { step: one, set: { n: "${ input.total > 1 ? 1 : 2 }" } }
              - { step: two, when: input.total > 1, set: { n: 1 } }
              - { step: three, wait_until: input.total > 1 }
            """,
            """
              - { step: pick, route: [{ when: input.total > 1, to: late }], else: { to: next } }
              - { step: score, set: { risk: 1 } }
              - { step: early, set: { n: "${ steps.score.risk }" } }
              - { step: late, set: { n: "${ steps.score.risk }" } }
            """,
            """
              - step: one
                scope: [{ step: x, fail: lost }]
                catch: [{ error: lost, output: { n: "${ error.message }" }, to: next }]
                output: { n: "${ input.id }" }
              - { step: two, set: { n: "${ error.message }" } }
            """,
        ]
    )
    func isFoundWhereItIsWrong(steps: String) throws {
        let text = workflowText(steps: steps)
        let errors = try load(text).diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.span.start.line) == [text.components(separatedBy: "\n").count])
    }

    @Test func textsThatOnlyLookAlikeAreTwo() throws {
        let workflow = try graph(
            workflowText(
                steps: """
                      - { step: one, set: { x: "${ size('\u{E9}') }" } }
                      - { step: two, set: { x: "${ size('e\u{301}') }" } }
                    """
            )
        )
        #expect(programs(workflow).map(\.constant) == [.int(1), .int(2)])
    }

    @Test func typesThatAreBuiltAlikeKeepTheirNames() throws {
        let workflow = try graph(
            """
            waybill: 1
            workflow: sell
            types: { Apple: { n: int }, Pear: { n: int } }
            input: { apples: "[Apple]", pears: "[Pear]" }
            steps:
              - { step: one, for_each: input.apples, as: each, steps: [{ step: x, set: { n: "${ each }" } }] }
              - { step: two, for_each: input.pears, as: each, steps: [{ step: z, set: { n: "${ each }" } }] }
            """
        )
        #expect(programs(workflow).map(\.type.description) == ["Apple", "Pear"])
    }
}
