import CEL
import Testing
import WaybillModel

@testable import WaybillSimulation

/// What is said when a run is not as expected.
@Suite struct CheckTests {
    @Test(
        "Everything that can be expected can fail to be so",
        arguments: [
            ("status: failed", ["status: failed, not completed"]),
            ("outcome: given_up", ["outcome: given_up, not sold"]),
            ("output: { hold: h, paid: 20 }", ["output.hold: \"h\", not \"hold-A-1\""]),
            ("output: { paid: null }", ["output.paid: null, not 20"]),
            ("output: { paid: 20 }", []),
            ("error: timeout", ["error: timeout, not none: the run is sold"]),
            ("steps: [hold, take, done]", ["steps: hold +paid take done"]),
            ("steps: [hold, small, paid, done]", ["steps: hold -small paid +take done"]),
            ("steps: { include: [take, small], exclude: [hold] }", ["steps: -small +hold"]),
            ("steps: { include: [take], exclude: [small] }", []),
            ("undone: [take]", ["undone: -take"]),
            ("parked: [take]", ["parked: -take"]),
            ("elapsed: 2d", ["elapsed: 2d, not 3d"]),
            ("elapsed: { at_most: 2d }", ["elapsed: at most 2d, not 3d"]),
            ("elapsed: { at_least: 4d, at_most: 5d }", ["elapsed: from 4d to 5d, not 3d"]),
            ("elapsed: { at_least: 1d }", []),
            ("calls: [{ handler: pay.void }]", ["calls of pay.void: at least 1, not 0"]),
            ("calls: [{ handler: pay.void, times: 0 }]", []),
            ("calls: [{ handler: pay.hold, times: 2 }]", ["calls of pay.hold: 2, not 1"]),
            ("calls: [{ handler: pay.hold, input: { amount: 20 } }]", []),
            (
                "calls: [{ handler: pay.hold, input: { amount: 21 } }]",
                [
                    #"calls of pay.hold: -{"amount":21} +{"order":"A-1","amount":20}, key sell-A-1/hold"#
                ]
            ),
            ("calls: [{ handler: pay.hold, key: \"sell-${ input.id }/hold\", times: 1 }]", []),
            (
                "calls: [{ handler: pay.hold, key: sell-A-1/take, times: 1 }]",
                [
                    #"calls of pay.hold: -1 with key "sell-A-1/take" +{"order":"A-1","amount":20}, key sell-A-1/hold"#
                ]
            ),
            (
                "calls: [{ handler: pay.hold, input: { amount: 21 }, times: 2 }]",
                [
                    #"calls of pay.hold: -2 with {"amount":21} +{"order":"A-1","amount":20}, key sell-A-1/hold"#
                ]
            ),
            (
                "calls: [{ handler: pay.hold, input: { amount: 20 }, times: 2 }]",
                [
                    #"calls of pay.hold: -2 with {"amount":20} {"order":"A-1","amount":20}, key sell-A-1/hold"#
                ]
            ),
            (
                "calls: [{ handler: pay.hold, input: { amount: 20 }, times: 0 }]",
                [
                    #"calls of pay.hold: -0 with {"amount":20} +{"order":"A-1","amount":20}, key sell-A-1/hold"#
                ]
            ),
        ] as [(String, [String])]
    )
    func complaints(expectation: String, complaints: [String]) throws {
        let verdict = try Shop.sell.verdict(
            """
            \(WorldTests.paid)
                expect: { \(expectation) }
            """
        )
        #expect(verdict.complaints == complaints)
        #expect(verdict.holds == complaints.isEmpty)
    }

    @Test(
        "The events that a run publishes are expected all of them, in order",
        arguments: [
            ("[{ type: order.sold }, { type: order.boxed }]", []),
            ("[{ type: order.sold, subject: A-1, data: { boxes: 2 } }, { type: order.boxed }]", []),
            ("[{ type: order.sold }]", ["emitted: order.sold +order.boxed {\"id\":\"A-1\"}"]),
            (
                "[{ type: order.boxed }, { type: order.sold }]",
                ["emitted: -order.boxed order.sold +order.boxed {\"id\":\"A-1\"}"]
            ),
            (
                "[{ type: order.sold, data: { boxes: 3 } }, { type: order.boxed }]",
                [
                    "emitted: -order.sold {\"boxes\":3} +order.sold {\"id\":\"A-1\",\"boxes\":2} order.boxed"
                ]
            ),
            (
                "[{ type: order.sold, subject: A-2 }, { type: order.boxed }]",
                [
                    "emitted: -order.sold about \"A-2\" +order.sold {\"id\":\"A-1\",\"boxes\":2} order.boxed"
                ]
            ),
            (
                "[]",
                [
                    "emitted: +order.sold {\"id\":\"A-1\",\"boxes\":2} +order.boxed {\"id\":\"A-1\"}"
                ]
            ),
        ] as [(String, [String])]
    )
    func emitted(expectation: String, complaints: [String]) throws {
        let shop = Shop(
            workflow: """
                waybill: 1
                workflow: sell
                events: { order.sold: { id: string, boxes: int }, order.boxed: { id: string } }
                input: { id: string, total: decimal }
                steps:
                  - step: sold
                    emit: order.sold
                    subject: ${ input.id }
                    data: { id: "${ input.id }", boxes: 2 }
                    compensate: none
                  - step: boxed
                    emit: order.boxed
                    data: { id: "${ input.id }" }
                    compensate: none
                """
        )
        let verdict = try shop.verdict(
            "    expect: { emitted: \(expectation) }",
            handlers: "  {}"
        )
        #expect(verdict.complaints == complaints)
    }

    @Test func anOutputIsExpectedOfACompletedRunAlone() throws {
        let verdict = try Shop.sell.verdict(
            """
                operator: [{ at: 1h, cancel: }]
                expect: { output: { hold: h } }
            """
        )
        #expect(verdict.complaints == ["output: there is none: the run is cancelled"])
    }

    @Test func aRequestIsRefusedJustWhenItIsExpectedToBe() throws {
        let verdict = try Shop.sell.verdict(
            """
                operator: [{ at: 1h, retry: hold }, { at: 2h, cancel: , refused: true }]
                expect: { status: cancelled }
            """
        )
        #expect(
            verdict.complaints == [
                "operator: the request is refused: run sell-A-1 is not parked: it is waiting",
                "operator: the request is not refused",
            ]
        )
    }

    @Test(
        "Lists are laid side by side",
        arguments: [
            (["a", "b", "c"], ["a", "b", "c"], " a b c"), (["a", "b"], ["b", "a"], " -a b +a"),
            ([], ["a"], " +a"), (["a"], [], " -a"),
            (["a", "x", "c"], ["a", "y", "c"], " a -x +y c"),
            (["a", "a"], ["a", "b", "a"], " a +b a"),
        ]
    )
    func lists(expected: [String], actual: [String], lines: String) {
        let text = ListDifference.lines(expected: expected, actual: actual).map { line in
            switch line {
            case .both(let text): " \(text)"
            case .missing(let text): " -\(text)"
            case .extra(let text): " +\(text)"
            }
        }
        #expect(text.joined() == lines)
    }

    @Test(
        "What is written must be so, and nothing else is looked at",
        arguments: [
            (#"{"a":1}"#, #"{"a":1.0,"b":2}"#, []), (#"{"a":null}"#, #"{}"#, []),
            (#"{"a":null}"#, #"{"a":1}"#, ["a"]),
            (#"{"a":{"b":1}}"#, #"{"a":{"b":2,"c":3}}"#, ["a.b"]),
            ("[1,2]", "[1]", [""]), (#"[{"a":1}]"#, #"[{"a":2}]"#, ["[0].a"]), ("1e2", "100", []),
            (#""1""#, "1", [""]), ("true", "false", [""]),
        ] as [(String, String, [String])]
    )
    func json(expected: String, actual: String, places: [String]) throws {
        let found = try JSON(parsing: expected).discrepancies(in: JSON(parsing: actual))
        #expect(found.map { JSONPathElement.text(of: $0.path) } == places)
    }
}
