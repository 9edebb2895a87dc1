import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

@testable import WaybillLint

/// How long things may take, wherever a run ends and whatever runs side by side.
@Suite struct LongestTimeTests {
    private static let reserve =
        "{ step: hold, call: stock.reserve, compensate: { call: stock.release } }"
    private static let charge = "{ step: pay, call: card.charge, pivot: true }"

    @Test(
        "A reservation is held against what runs beside it, and against the rounds to come",
        arguments: [
            ("- \(reserve)\n- { step: nap, wait: 5h }\n- \(charge)", true),
            ("- { step: nap, wait: 5h }\n- \(reserve)\n- \(charge)", false),
            (
                """
                - { step: both, parallel: { a: [\(reserve)], b: [{ step: nap, wait: 5h }] } }
                - \(charge)
                """, true
            ),
            (
                """
                - { step: both, parallel: { a: [\(reserve)], b: [{ step: nap, wait: 5m }] } }
                - \(charge)
                """, false
            ),
            (
                """
                - step: tries
                  repeat: 5
                  every: 1h
                  steps: [\(reserve)]
                  until: input.total > 3
                - \(charge)
                """, true
            ),
            (
                """
                - step: pair
                  timeout: 20m
                  scope: [\(reserve), { step: nap, wait: 5h }]
                - \(charge)
                """, false
            ),
        ]
    )
    func hold(steps: String, isTooLong: Bool) throws {
        #expect(try found(steps).contains("WB0506 stock.reserve") == isTooLong)
    }

    @Test(
        "An end by a rule is an end",
        arguments: [
            "- { step: done, finish: sold }",
            "- { step: done, route: [{ when: input.total > 3, finish: rejected }], else: { finish: sold } }",
            "- step: ask\n  call: card.look\n  catch: [{ error: any, finish: sold }]\n- { step: no, fail: lost }",
        ]
    )
    func end(steps: String) throws {
        #expect(
            try found("- \(Self.reserve)\n- { step: nap, wait: 5h }\n\(steps)")
                .contains("WB0506 stock.reserve")
        )
    }

    @Test func theRoundsOfARepeatAreHeldAgainstItsOwnTimeout() throws {
        func tries(_ timeout: String) -> String {
            """
            - step: tries
              repeat: 5
              every: 1h
              steps: [{ step: ask, call: card.look }]
              until: input.total > 3
              timeout: \(timeout)
            - { step: done, finish: sold }
            """
        }
        #expect(try found(tries("3h")).contains("WB0503 tries"))
        #expect(try !found(tries("5h")).contains("WB0503 tries"))
    }

    private func found(_ steps: String) throws -> [String] {
        Linter.lint(try sale(steps)).map(\.mark)
    }
}
