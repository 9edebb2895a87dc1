import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// Which steps can be read where: a step that has run on every way to a place is read plainly, one
/// that may not have run through `.?`, any other not at all.
@Suite struct DefiniteAssignmentTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let steps: String
        /// The fields of `steps` at the step `here`, those that may be absent with a `?`.
        let visible: [String]
    }

    static let cases = [
        Case(
            testDescription: "the steps before it in its list",
            steps: """
                - { step: a, set: { x: 1 } }
                - { step: b, set: { x: 1 } }
                - { step: here, set: { x: 1 } }
                - { step: c, set: { x: 1 } }
                """,
            visible: ["a", "b"]
        ),
        Case(
            testDescription: "a step without an output is none",
            steps: """
                - { step: a, wait: 1s }
                - { step: here, set: { x: 1 } }
                """,
            visible: []
        ),
        Case(
            testDescription: "a step that is skipped by `when`",
            steps: """
                - { step: a, when: input.total > 1, set: { x: 1 } }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a?"]
        ),
        Case(
            testDescription: "steps of branches that must all end, though their number is said",
            steps: """
                - step: both
                  parallel:
                    b: [{ step: x, set: { x: 1 } }]
                    c: [{ step: y, set: { x: 1 } }]
                  join: 2
                - { step: here, set: { x: 1 } }
                """,
            visible: ["both", "x", "y"]
        ),
        Case(
            testDescription: "a step in one rule only",
            steps: """
                - step: split
                  route:
                    - when: input.total > 1
                      steps: [{ step: a, set: { x: 1 } }]
                  else: { to: next }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a?"]
        ),
        Case(
            testDescription: "a step in the only rule that goes on",
            steps: """
                - step: split
                  route:
                    - when: input.total > 1
                      steps: [{ step: a, set: { x: 1 } }]
                  else: { fail: refused }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a"]
        ),
        Case(
            testDescription: "steps of another rule are not seen",
            steps: """
                - step: split
                  route:
                    - when: input.total > 1
                      steps: [{ step: a, set: { x: 1 } }]
                  else:
                    steps: [{ step: here, set: { x: 1 } }]
                """,
            visible: []
        ),
        Case(
            testDescription: "a step that a jump leaves out",
            steps: """
                - step: split
                  route:
                    - when: input.total > 1
                      to: here
                  else: { to: next }
                - { step: a, set: { x: 1 } }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a?"]
        ),
        Case(
            testDescription: "a step that `end` leaves out of its list",
            steps: """
                - step: outer
                  scope:
                    - { step: a, set: { x: 1 } }
                    - step: split
                      route: [{ when: input.total > 1, to: end }]
                      else: { to: next }
                    - { step: b, set: { x: 1 } }
                  output: { a: "${ steps.a.x }", b: "${ steps.?b.x.orValue(0) }" }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["outer"]
        ),
        Case(
            testDescription: "the inside of a scope is not seen outside",
            steps: """
                - { step: a, set: { x: 1 } }
                - step: outer
                  scope:
                    - { step: b, set: { x: "${ steps.a.x }" } }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a"]
        ),
        Case(
            testDescription: "an error that is caught without an output",
            steps: """
                - step: a
                  call: stock.reserve
                  with: { order: "${ input.id }" }
                  catch: [{ error: any, to: next }]
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a?"]
        ),
        Case(
            testDescription: "an error that is caught with an output",
            steps: """
                - step: a
                  call: stock.reserve
                  with: { order: "${ input.id }" }
                  catch: [{ error: any, output: { reservation: none }, to: next }]
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a"]
        ),
        Case(
            testDescription: "an error that is caught and raised again",
            steps: """
                - step: a
                  call: stock.reserve
                  with: { order: "${ input.id }" }
                  catch: [{ error: any, fail: refused }]
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a"]
        ),
        Case(
            testDescription: "the steps of a catch rule",
            steps: """
                - step: a
                  call: stock.reserve
                  with: { order: "${ input.id }" }
                  catch:
                    - error: any
                      steps: [{ step: b, set: { why: "${ error.code }" } }]
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a?", "b?"]
        ),
        Case(
            testDescription: "a step after one that always ends the run",
            steps: """
                - { step: a, set: { x: 1 } }
                - { step: stop, fail: refused }
                - { step: here, set: { x: 1 } }
                """,
            visible: ["a"]
        ),
    ]

    @Test(arguments: cases)
    func sees(_ example: Case) throws {
        let probe = example.steps.replacing(
            "step: here, set: { x: 1 }",
            with: "step: here, when: steps == steps, set: { x: 1 }"
        )
        let here = try #require(
            try graph(workflowText(steps: probe)).node(named: "here")?.condition
        )
        let steps = here.environment.variables[ExpressionVariable.steps.slot].type
        guard case .record(let record) = steps else {
            Issue.record("`steps` is no record")
            return
        }
        #expect(
            record.fields.map { $0.absence == nil ? $0.name : "\($0.name)?" } == example.visible
        )
    }

    @Test func whatFollowsAnOutcomeSeesWhatIsOnEachWayToIt() throws {
        let text = """
            waybill: 1
            workflow: ask
            input: { n: int }
            outcomes: { good: keep, bad: keep }
            steps:
              - { step: a, set: { x: 1 } }
              - step: way
                route: [{ when: input.n > 3, finish: bad }]
                else: { to: next }
              - { step: b, set: { x: 1 } }
              - { step: done, finish: good }
            after:
              good: [{ step: sum, set: { x: "${ steps.a.x + steps.b.x }" } }]
              bad: [{ step: less, set: { x: "${ steps.a.x + steps.?b.x.orValue(0) }" } }]
              completed: [{ step: all, set: { x: "${ steps.?a.x.orValue(0) }" } }]
            """
        #expect(try load(text).diagnostics.filter { $0.severity == .error } == [])
    }

    @Test func aCompensationSeesOnlyWhatIsBeforeItsStep() throws {
        let file = try load(
            workflowText(
                steps: """
                    - { step: a, set: { x: 1 } }
                    - step: reserve
                      call: stock.reserve
                      with: { order: "${ input.id }" }
                      compensate:
                        call: stock.release
                        with: { order: "${ string(steps.a.x) + steps.reserve.reservation }" }
                    """
            )
        )
        #expect(file.diagnostics.map(\.code) == [.compensationData])
    }

    @Test(
        "What is proposed for a step that may be missing stands where it is read",
        arguments: [
            ("steps.g.l[0]", "steps.?g.l[?0].orValue('')"),
            ("steps.g.m['x'] + 1", "steps.?g.m[?'x'].orValue(0)"),
            ("steps.g.l[steps.i.n].size()", "steps.?g.l[?steps.i.n].orValue('')"),
        ]
    )
    func remedies(text: String, remedy: String) throws {
        let findings = try load(
            workflowText(
                steps: """
                    - { step: i, set: { n: "${ 0 }" } }
                    - step: g
                      when: input.total > 1
                      set: { l: "${ ['a'] }", m: "${ {'x': 1} }" }
                    - { step: here, set: { x: "${ \(text) }" } }
                    """
            )
        ).diagnostics
        #expect(findings.map(\.code.code) == ["WB0304"])
        #expect(findings.first?.help == ["write `\(remedy)`"])
    }
}
