import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// A misspelt code in an expression would be found by no order but the one that it loses.
@Suite("What is known of an error, and of a race, in comparisons")
struct ErrorCodeComparisonTests {
    @Test(
        "a text that never comes is found",
        arguments: [
            ("error.code == 'card_declind'", "'card_declind'"),
            ("error.code in ['timeout', 'tiemout']", "'tiemout'"),
            ("error.effect == 'unkown'", "'unkown'"),
            ("error.code != 'out_of_stock'", "'out_of_stock'"),
        ]
    )
    func inCatch(condition: String, marked: String) throws {
        let found = try load(catching("any", when: condition)).diagnostics
        #expect(found.map(\.span.text) == [marked])
        #expect(found.map(\.code) == [.celType])
    }

    @Test(
        "a text that may come is not",
        arguments: [
            "error.code == 'card_declined'", "error.code == 'timeout'",
            "error.code in ['card_declined', 'unavailable']", "error.effect == 'unknown'",
            "error.code.startsWith('card')", "string(error.code) == 'another'",
            "error.message == 'anything'",
        ]
    )
    func nothingInCatch(condition: String) throws {
        #expect(try load(catching("any", when: condition)).diagnostics.map(\.summary) == [])
    }

    @Test func aRuleOfSomeCodesSeesNoOthers() throws {
        let text = catching("[card_declined, timeout]", when: "error.code == 'unavailable'")
        #expect(try load(text).diagnostics.map(\.span.text) == ["'unavailable'"])
    }

    @Test func aCodeThatIsOneOfManyNeedsAnElse() throws {
        let route = """
                    steps:
                      - step: why
                        route:
                          - when: error.effect == 'none'
                            to: last
                          - when: error.effect == 'unknown'
                            to: last
                      - { step: last, set: { code: "${ error.code }" } }
            """
        #expect(try load(caught(route)).diagnostics.map(\.summary) == [])
    }

    @Test(
        "the list of an ending sees the codes of the whole workflow and the names of its outcomes",
        arguments: [
            ("card_declined", []), ("out_of_stock", []), ("lost_it", []), ("timeout", []),
            ("fats", ["'fats'"]), ("declind", ["'declind'"]),
        ] as [(String, [String])]
    )
    func inAfter(code: String, marked: [String]) throws {
        let text = workflowText(
            header: """
                outcomes: { lost_it: undo }
                after:
                  failed:
                    - { step: note, when: "error.code == '\(code)'", set: { x: 1 } }
                """,
            steps: """
                  - step: hold
                    call: stock.reserve
                    with: { order: "${ input.id }" }
                    timeout: 1s
                    compensate: none
                  - step: pay
                    call: payments.authorize
                    with: { order: "${ input.id }", amount: 1 }
                    timeout: 1s
                    compensate: none
                    catch: [{ error: card_declined, finish: lost_it }]
                """
        )
        let found = try load(text).diagnostics.filter { $0.code == .celType }
        #expect(found.map(\.span.text) == marked)
    }

    @Test(
        "a race is won by its branches only",
        arguments: [
            ("steps.race.won[0] == 'swift'", []), ("'slow' in steps.race.won", []),
            ("steps.race.won[0] == 'swfit'", ["'swfit'"]), ("'slwo' in steps.race.won", ["'slwo'"]),
            ("steps.race.won.exists(w, w == 'swfit')", ["'swfit'"]),
        ] as [(String, [String])]
    )
    func winners(condition: String, marked: [String]) throws {
        let text = workflowText(
            steps: """
                  - step: race
                    parallel:
                      swift: [{ step: a, wait: 1s }]
                      slow: [{ step: b, wait: 2s }]
                    join: 1
                  - { step: note, when: "\(condition)", set: { x: 1 } }
                """
        )
        #expect(try load(text).diagnostics.map(\.span.text) == marked)
    }

    private func catching(_ codes: String, when condition: String) -> String {
        caught("        when: \"\(condition)\"\n        to: next", codes)
    }

    private func caught(_ rule: String, _ codes: String = "any") -> String {
        workflowText(
            steps: """
                  - step: pay
                    call: payments.authorize
                    with: { order: "${ input.id }", amount: 1 }
                    timeout: 1s
                    compensate: none
                    catch:
                      - error: \(codes)
                \(rule)
                """
        )
    }
}
