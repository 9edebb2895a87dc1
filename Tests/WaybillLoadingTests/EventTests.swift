import CEL
import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// Steps that publish events, and workflows that events start.
@Suite struct EventTests {
    @Test func anEventIsTypedAgainstItsDeclaration() throws {
        let workflow = try graph(
            workflowText(
                steps: """
                    - step: tell
                      emit: order.review_decided
                      subject: order ${ input.id }
                      data: { order_id: "${ input.id }", approved: true }
                      catch: [{ error: expression, to: next }]
                    """
            )
        )
        let tell = try #require(workflow.nodes.first)
        guard case .emit(let emit) = tell.action else {
            Issue.record("not an emit")
            return
        }
        #expect(emit.event.type == "order.review_decided")
        #expect(emit.data.type == emit.event.data)
        #expect(emit.subject?.type == .string)
        #expect(tell.output == .null)
        #expect(tell.retry == .never)
        #expect(tell.compensation == nil)
    }

    @Test(
        "An event is declared in full when it says whether it is external",
        arguments: [
            ("{ id: string }", "{ id: string }", false),
            ("{ external: true, data: { id: string } }", "{ id: string }", true),
            ("{ external: false, data: string }", "string", false),
            ("{ data: \"[Line]\", external: true }", "[Line]", true),
            // A record that has such fields.
            ("{ external: bool, data: string }", "{ external: bool, data: string }", false),
            ("{ external: bool }", "{ external: bool }", false),
        ]
    )
    func externalEvent(written: String, data: String, isExternal: Bool) throws {
        let workflow = try graph(
            workflowText(
                header: "events: { order.paid: \(written) }",
                steps: "- { step: rest, wait: 1s }"
            )
        )
        let event = try #require(workflow.events.first { $0.type == "order.paid" })
        #expect("\(event.data)" == data)
        #expect(event.isExternal == isExternal)
    }

    @Test(
        "What is wrong with an event in full is found at its place",
        arguments: [
            ("{ external: true }", "WB0103 `external` an event needs the key `data`"),
            (
                "{ external: true, date: string, data: string }",
                "WB0102 `date` `date` is not a key of an event"
            ),
            ("{ external: \"true\" }", "WB0309 `true` there is no type `true`"),
            ("{ external: yes, data: string }", "WB0309 `yes` there is no type `yes`"),
        ]
    )
    func badExternalEvent(written: String, finding: String) throws {
        let file = try load(
            workflowText(
                header: "events: { order.paid: \(written) }",
                steps: "- { step: rest, wait: 1s }"
            )
        )
        #expect(file.diagnostics.map(\.summary).contains(finding))
        #expect(file.workflow == nil)
    }

    @Test func theUndoOfAnEventSeesWhatWasPublished() throws {
        let workflow = try graph(
            workflowText(
                steps: """
                    - step: tell
                      emit: order.review_decided
                      data: { order_id: "${ input.id }", approved: true }
                      compensate:
                        emit: order.review_decided
                        data: { order_id: "${ call.input.order_id }", approved: false }
                    """
            )
        )
        let undo = try #require(workflow.nodes[0].compensation?.steps.first)
        guard case .emit(let emit) = undo.action else {
            Issue.record("not undone by an event")
            return
        }
        #expect(emit.event.type == "order.review_decided")
        #expect(!undo.needsOutput)
        #expect(workflow.edges.map { "\($0.kind)" } == ["next", "compensation"])
    }

    @Test func anEventThatReadsTheAnswerNeedsItSettledFirst() throws {
        let workflow = try graph(
            workflowText(
                steps: """
                    - step: authorize
                      call: payments.authorize
                      with: { order: "${ input.id }", amount: "${ input.total }" }
                      compensate:
                        emit: order.review_decided
                        data: { order_id: "${ call.output.authorization }", approved: false }
                    """
            )
        )
        #expect(workflow.nodes[0].compensation?.needsOutput == true)
    }

    @Test func aWorkflowSaysWhichEventsStartIt() throws {
        let workflow = try graph(
            """
            waybill: 1
            workflow: sell
            use: [shop.yaml]
            input: { id: string }
            start:
              event: order.review_decided
              where: event.data.approved && event.?subject.orValue('') != 'test'
              input: { id: "${ event.data.order_id }" }
            steps:
              - { step: pause, wait: 5m }
            """
        )
        let start = try #require(workflow.start)
        #expect(start.event.type == "order.review_decided")
        #expect(start.condition?.type == .bool)
        #expect(start.input?.type == workflow.input)
    }

    @Test func aWorkflowWithoutInputIsStartedWithNone() throws {
        let text = """
            waybill: 1
            workflow: sell
            use: [shop.yaml]
            start: { event: order.review_decided }
            steps:
              - { step: pause, wait: 5m }
            """
        let start = try #require(try graph(text).start)
        #expect(start.input == nil)
        let given = text.replacing(" }\nsteps", with: ", input: 5 }\nsteps")
        #expect(
            try load(given).diagnostics.map(\.summary)
                == ["WB0303 `5` the workflow declares no input"]
        )
    }
}
