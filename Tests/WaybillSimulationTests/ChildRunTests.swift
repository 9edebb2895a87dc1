import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillSimulation

/// Runs of other workflows that a scenario's run begins, in the same world.
@Suite struct ChildRunTests {
    private static let stock = """
        waybill: 1
        workflow: reserve
        use: [shop.yaml]
        input: { order: string }
        outcomes: { reserved: keep, sold_out: undo }
        steps:
          - step: take
            call: stock.take
            with: { order: "${ input.order }" }
            timeout: 5s
            catch: [{ error: sold_out, finish: sold_out }]
            compensate: { call: stock.put_back, with: { order: "${ input.order }" } }
          - { step: settle, wait: 1h }
          - { step: done, finish: reserved }
        """

    /// Takes goods by a child run, then money.
    private static let sell = Shop(
        workflow: """
            waybill: 1
            workflow: sell
            use: [shop.yaml, reserve.yaml]
            input: { id: string, total: decimal }
            key: input.id
            outcomes: { sold: keep }
            steps:
              - step: goods
                run: reserve
                with: { order: "${ input.id }" }
              - step: money
                call: pay.hold
                with: { order: "${ input.id }", amount: "${ input.total }" }
                timeout: 5s
                compensate: none
              - { step: done, finish: sold }
            """,
        others: ["reserve.yaml": stock]
    )

    /// The list of what is asked of children is walked while what one answers changes it.
    @Test(arguments: ["detach: true", "timeout: 1h"])
    func aChildOfAListThatWasStoppedMeanwhileIsNotBegun(key: String) throws {
        let shop = Shop(
            workflow: """
                waybill: 1
                workflow: sell
                use: [divide.yaml, settle.yaml]
                input: { id: string, total: decimal }
                key: input.id
                steps:
                  - step: both
                    parallel:
                      one: [{ step: first, run: divide, with: { by: 0 } }]
                      two: [{ step: second, run: settle, \(key), compensate: none }]
                """,
            others: [
                "divide.yaml": """
                waybill: 1
                workflow: divide
                input: { by: int }
                steps: [{ step: bad, set: { quotient: "${ 10 / input.by }" } }]
                """,
                "settle.yaml": """
                waybill: 1
                workflow: settle
                steps: [{ step: pause, wait: 1h }]
                """,
            ]
        )
        let verdict = try shop.verdict("    expect: { error: expression }", handlers: "  {}")
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.map(\.state.workflow.name) == ["sell", "divide"])
    }

    /// It begins to await what the child took in the moment in which the child took it.
    @Test func whatAChildTakesIsTakenByTheRunThatAwaitsItNext() throws {
        let word = """
            { step: word, await: order.paid, match: { id: input.id }, timeout: 1d }
            """
        let shop = Shop(
            workflow: """
                waybill: 1
                workflow: sell
                use: [listen.yaml]
                events: { order.paid: { id: string } }
                input: { id: string, total: decimal }
                key: input.id
                steps:
                  - { step: listen, run: listen, with: { id: "${ input.id }" } }
                  - \(word)
                """,
            others: [
                "listen.yaml": """
                waybill: 1
                workflow: listen
                events: { order.paid: { id: string } }
                input: { id: string }
                steps:
                  - \(word)
                """
            ]
        )
        let verdict = try shop.verdict(
            """
                events: [{ at: 1h, type: order.paid, data: { id: A-1 } }]
                expect: { status: completed, elapsed: 1h }
            """,
            handlers: "  {}"
        )
        #expect(verdict.complaints == [])
    }

    @Test func theRunWaitsForItsChild() throws {
        let verdict = try Self.sell.verdict(
            """
                expect:
                  outcome: sold
                  steps: [goods, money, done]
                  elapsed: 1h
                  calls: [{ handler: stock.take, key: sell-A-1/goods/take }]
            """
        )
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.map(\.state.id) == ["sell-A-1", "sell-A-1/goods"])
    }

    @Test func aChildThatCompletedIsUndoneWithTheRun() throws {
        let verdict = try Self.sell.verdict(
            """
                handlers: { pay.hold: { error: declined } }
                expect:
                  status: compensated
                  error: declined
                  undone: [goods]
                  calls: [{ handler: stock.put_back, key: sell-A-1/goods/take/undo, times: 1 }]
            """
        )
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.map(\.state.status) == [.compensated, .compensated])
    }

    @Test func aChildsBadEndIsTheStepsError() throws {
        let verdict = try Self.sell.verdict(
            """
                handlers: { stock.take: { error: { code: unavailable, effect: none } } }
                expect: { status: failed, error: unavailable, steps: [goods] }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func cancellingReachesTheChildFirst() throws {
        let verdict = try Self.sell.verdict(
            """
                operator: [{ at: 10m, cancel: no longer wanted }]
                expect:
                  status: cancelled
                  calls: [{ handler: stock.put_back, times: 1 }, { handler: pay.hold, times: 0 }]
            """
        )
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.last?.undone == [StepPath.root.step("take")])
    }

    @Test func aDetachedChildGoesOnByItself() throws {
        let detached = Shop(
            workflow: Self.sell.workflow.replacing(
                "run: reserve",
                with: "run: reserve\n    detach: true\n    compensate: none"
            ),
            others: Self.sell.others
        )
        let verdict = try detached.verdict(
            """
                handlers: { pay.hold: { error: declined } }
                expect:
                  status: failed
                  elapsed: 0s
                  calls: [{ handler: stock.take, times: 1 }, { handler: stock.put_back, times: 0 }]
            """
        )
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.last?.state.status == .completed)
    }
}
