import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

/// The shape of the graph that a complete file gives.
@Suite struct GraphTests {
    static let text = """
        waybill: 1
        workflow: sell
        version: 3
        summary: Sell what is in stock
        use: [shop.yaml]
        input: Order
        output: { authorization: string }
        outcomes: { sold: keep, rejected: undo }
        key: input.id
        timeout: 14d
        defaults:
          timeout: 10s
          retry: { max_attempts: 5, initial_delay: 100ms, jitter: none }
        steps:
          - step: screen
            call: fraud.score
            with: { customer: "${ input.customer.id }", amount: "${ input.total }" }
          - step: triage
            route:
              - when: steps.screen.risk >= 80
                finish: rejected
              - when: steps.screen.risk >= 50
                steps:
                  - step: review
                    await: order.review_decided
                    match: { order_id: input.id }
                    timeout: 2d
                    catch:
                      - error: timeout
                        finish: rejected
            else: { to: next }
          - step: pay
            scope:
              - step: authorize
                call: payments.authorize
                with: { order: "${ input.id }", amount: "${ input.total }", note: "for ${ input.id }" }
                timeout: 30s
                retry: { max_attempts: 2, only: [unavailable] }
                compensate:
                  call: payments.void
                  with: { order: "${ input.id }" }
                  retry: { max_attempts: 9 }
                catch:
                  - error: card_declined
                    when: error.effect == 'none'
                    to: end
              - step: pause
                wait: 5m
            retry: { max_attempts: 2 }
            output: { authorization: "${ steps.?authorize.authorization }" }
          - step: reserve
            call: stock.reserve
            with: { order: "${ input.id }" }
            compensate: none
            pivot: true
            catch:
              - error: any
                steps:
                  - step: cooled
                    wait_until: now + duration('1h')
          - step: done
            finish: sold
            output: { authorization: "${ steps.pay.?authorization.orValue('none') }" }
        """

    private let workflow: Workflow

    init() throws { workflow = try graph(Self.text) }

    private func node(_ id: StepID) throws -> Node { try #require(workflow.node(named: id)) }

    @Test func keepsTheHeader() {
        #expect(workflow.name == "sell")
        #expect(workflow.version == 3)
        #expect(workflow.summary == "Sell what is in stock")
        #expect(workflow.outcomes.map(\.disposition) == [.keep, .undo])
        #expect(workflow.key?.type == .string)
        #expect(workflow.timeout == .after(.seconds(14 * 86_400)))
        #expect(workflow.events.map(\.type) == ["order.review_decided"])
        #expect(workflow.contracts.count == 5)
        #expect(workflow.input.description == "Order")
    }

    @Test func numbersNodesInTheOrderOfTheFile() {
        #expect(
            workflow.nodes.map(\.step) == [
                "screen", "triage", "review", "pay", "authorize", "pause", "reserve", "cooled",
                "done",
            ]
        )
        #expect(workflow.nodes.map(\.id.index) == Array(0..<9))
    }

    @Test func nestsScopes() throws {
        #expect(workflow.scopes.count == 2)
        #expect(workflow.scopes[1].parent == .root)
        #expect(workflow.scopes[1].owner == (try node("pay").id))
        #expect(try node("authorize").scope == ScopeID(1))
        // Lists of rules belong to the scope around them.
        #expect(try node("review").scope == .root)
    }

    @Test func leadsOnThroughRulesScopesAndCatches() throws {
        #expect(try next("screen") == "triage")
        #expect(try next("review") == "pay")
        #expect(try next("authorize") == "pause")
        #expect(try next("pause") == "end of 1")
        #expect(try next("cooled") == "done")
        #expect(
            workflow.edges.map { "\(workflow.nodes[$0.from.index].step) \($0.kind)" } == [
                "screen next", "triage rule", "triage rule", "triage rule", "review next",
                "review timeout", "pay next", "authorize next", "authorize error",
                "authorize compensation", "pause next", "reserve next", "reserve error",
                "cooled next", "done next",
            ]
        )
    }

    @Test func laysRetriesAndTimeoutsOverTheDefaults() throws {
        let screen = try node("screen")
        #expect(screen.timeout == .after(.seconds(10)))
        #expect(screen.retry.maxAttempts == .limited(5))
        let authorize = try node("authorize")
        #expect(authorize.timeout == .after(.seconds(30)))
        #expect(authorize.retry.maxAttempts == .limited(2))
        #expect(authorize.retry.initialDelay == .milliseconds(100))
        #expect(authorize.retry.filter == .only([.unavailable]))
        // Defaults are for calls.
        #expect(try node("pay").timeout == nil)
        #expect(try node("pay").retry.initialDelay == .milliseconds(200))
        #expect(try node("pause").retry == .never)
    }

    @Test func keepsHowStepsAreUndone() throws {
        let compensation = try #require(try node("authorize").compensation)
        let undo = try #require(compensation.calls.first)
        #expect(undo.call.contract.name == "payments.void")
        // The default time limit is for undos too; the default retry is not.
        #expect(undo.timeout == .after(.seconds(10)))
        #expect(undo.retry.maxAttempts == .limited(9))
        #expect(undo.retry.maxElapsed == .seconds(86_400))
        #expect(compensation.steps.map(\.id) == [nil])
        #expect(compensation.needsOutput == false)
        guard case .none? = try node("reserve").compensation else {
            Issue.record("not left as it is")
            return
        }
        #expect(try node("reserve").isPivot)
    }

    @Test func keepsTheStepsThatUndoAStepInTheirOrder() throws {
        let text = workflowText(
            steps: """
                - step: authorize
                  call: payments.authorize
                  with: { order: "${ input.id }", amount: "${ input.total }" }
                  compensate:
                    steps:
                      - step: let_go
                        call: payments.void
                        with: { order: "${ input.id }" }
                        timeout: 10s
                      - step: told
                        emit: order.review_decided
                        data: { order_id: "${ input.id }", approved: false }
                """
        )
        let compensation = try #require(try graph(text).nodes[0].compensation)
        #expect(compensation.steps.map(\.id) == ["let_go", "told"])
        #expect(compensation.calls.map(\.call.contract.name) == ["payments.void"])
    }

    @Test func saysWhoseErrorAStepSees() throws {
        #expect(try node("cooled").caught == (try node("reserve").id))
        #expect(try node("reserve").caught == nil)
    }

    @Test func typesWhatStepsGive() throws {
        #expect(try node("screen").output.description == "{ risk: int }")
        #expect(try node("pay").output.description == "{ authorization: string? }")
        #expect(try node("triage").output == .null)
        #expect(try node("review").output.description == "{ order_id: string, approved: bool }")
    }

    @Test func plainCallOutputNeedsTheForwardCallToBeAskable() throws {
        let text = workflowText(
            steps: """
                - step: authorize
                  call: payments.authorize
                  with: { order: "${ input.id }", amount: "${ input.total }" }
                  compensate:
                    call: payments.void
                    with: { order: "${ call.output.authorization }" }
                """
        )
        #expect(try graph(text).nodes[0].compensation?.needsOutput == true)
    }

    private func next(_ id: StepID) throws -> String {
        switch try node(id).next {
        case .node(let node): workflow.nodes[node.index].step.rawValue
        case .end(let scope): "end of \(scope.index)"
        case .finish: "finish"
        case .fail: "fail"
        }
    }
}
