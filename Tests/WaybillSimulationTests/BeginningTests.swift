import Testing
import WaybillInterpreter
import WaybillModel

@testable import WaybillSimulation

/// How runs begin: by an event of the scenario, or by what another run publishes.
@Suite struct BeginningTests {
    /// Packs what was sold, unless it was for nobody.
    private static let pack = """
        waybill: 1
        workflow: pack
        use: [shop.yaml]
        events:
          order.sold: { id: string, boxes: int }
          order.packed: { id: string, boxes: int }
        input: { order: string, boxes: int }
        key: input.order
        start:
          event: order.sold
          where: event.data.boxes > 0
          input: { order: "${ event.data.id }", boxes: "${ 12 / event.data.boxes }" }
        steps:
          - { step: take, call: stock.take, with: { order: "${ input.order }" }, timeout: 5s, compensate: none }
          - step: packed
            emit: order.packed
            data: { id: "${ input.order }", boxes: "${ input.boxes }" }
            compensate: none
        """

    /// Sells, and waits until it is packed.
    private static let sell = """
        waybill: 1
        workflow: sell
        events:
          order.sold: { id: string, boxes: int }
          order.packed: { id: string, boxes: int }
        input: { id: string, total: decimal }
        outcomes: { packed: keep, forgotten: keep }
        key: input.id
        steps:
          - step: sold
            emit: order.sold
            data: { id: "${ input.id }", boxes: 3 }
            compensate: none
          - step: packed
            await: order.packed
            match: { id: input.id }
            timeout: 2d
            catch: [{ error: timeout, finish: forgotten }]
          - { step: done, finish: packed }
        """

    private static func packing(_ start: String, _ scenario: String) throws -> ScenarioVerdict {
        try Shop(workflow: pack).verdict(scenario, top: "start: { data: \(start) }")
    }

    @Test func anEventBeginsTheRunWithTheInputThatStartMakesOfIt() throws {
        let verdict = try Self.packing(
            "{ id: A-1, boxes: 4 }",
            """
                expect:
                  steps: [take, packed]
                  emitted: [{ type: order.packed, data: { id: "${ input.order }", boxes: 3 } }]
                  calls: [{ handler: stock.take, key: pack-A-1/take }]
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func whatAScenarioSaysOfTheEventIsLaidOverTheFile() throws {
        let verdict = try Self.packing(
            "{ id: A-1, boxes: 4 }",
            """
                start: { data: { boxes: 6 } }
                expect: { emitted: [{ type: order.packed, data: { id: A-1, boxes: 2 } }] }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func aScenarioWithAnInputOfItsOwnBeginsWithoutTheEvent() throws {
        let verdict = try Self.packing(
            "{ id: A-1, boxes: 4 }",
            """
                input: { order: A-7, boxes: 5 }
                expect: { emitted: [{ type: order.packed, data: { id: A-7, boxes: 5 } }] }
            """
        )
        #expect(verdict.complaints == [])
    }

    @Test func anEventOfWhichWhereDoesNotHoldBeginsNothing() throws {
        let verdict = try Self.packing("{ id: A-1, boxes: -1 }", "    expect: { steps: [] }")
        #expect(
            verdict.complaints == [
                "start: the event starts no run: `where` of the workflow's `start` does not hold of"
                    + " this `order.sold`"
            ]
        )
        #expect(verdict.trace.runs.isEmpty)
    }

    @Test func anEventThatGivesNoInputIsSaidToBeWrong() throws {
        let shop = Shop(workflow: Self.pack.replacing("boxes > 0", with: "boxes >= 0"))
        let verdict = try shop.verdict(
            "    expect: { steps: [] }",
            top: "start: { data: { id: A-1, boxes: 0 } }"
        )
        #expect(
            verdict.complaints.map { $0.hasPrefix("start: an event does not start `pack`: ") }
                == [true]
        )
    }

    @Test func theSameEventTwiceBeginsOneRun() throws {
        let verdict = try Self.packing(
            "{ id: A-1, boxes: 4 }",
            """
                events:
                  - { at: 1h, type: order.sold, id: start, data: { id: A-1, boxes: 4 } }
                  - { at: 2h, type: order.sold, data: { id: A-2, boxes: 4 } }
                expect: { calls: [{ handler: stock.take, times: 2 }] }
            """
        )
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.map(\.state.id) == ["pack-A-1", "pack-A-2"])
    }

    @Test func whatOneRunPublishesStartsTheWorkflowBesideIt() throws {
        let shop = Shop(workflow: Self.sell, others: ["pack.yaml": Self.pack])
        let scenario = """
                handlers: { stock.take: { latency: 2s } }
                expect:
                  outcome: packed
                  elapsed: 2s
                  calls: [{ handler: stock.take, input: { order: A-1 }, key: pack-A-1/take }]
            """
        let input = "input: { id: A-1, total: 20.00 }"
        let verdict = try shop.verdict(scenario, top: "register: [pack.yaml]\n" + input)
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.map(\.state.id) == ["sell-A-1", "pack-A-1"])
        #expect(Set(verdict.trace.runs.map(\.state.correlation)) == ["sell-A-1"])
    }

    @Test func withoutTheWorkflowBesideItNothingStarts() throws {
        let verdict = try Shop(workflow: Self.sell).verdict(
            "    expect: { outcome: forgotten, elapsed: 2d }",
            handlers: "  {}"
        )
        #expect(verdict.complaints == [])
        #expect(verdict.trace.runs.count == 1)
    }
}
