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
