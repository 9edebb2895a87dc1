import Testing
import WaybillDiagnostics
import WaybillInterpreter
import WaybillLoading
import WaybillModel

@testable import WaybillSimulation

/// A workflow with its contracts, and scenarios about it.
struct Shop {
    /// The steps, and other keys of the workflow.
    let workflow: String
    /// Workflows that it runs, or that stand beside it, by their paths.
    var others: [String: String] = [:]

    static let contracts = """
        waybill: 1
        handlers:
          pay.hold:
            input: { order: string, amount: decimal }
            output: { hold: string }
            errors: { declined: { retry: never }, busy: { retry: always } }
            idempotency: key
            effect: held
            settles_in: 30s
          pay.void:
            input: { order: string }
            undoes: held
            idempotency: natural
            safe_if_absent: true
            fences: true
          stock.take:
            input: { order: string }
            errors: { sold_out: { retry: never } }
            idempotency: key
            effect: taken
            settles_in: 30s
          stock.put_back:
            input: { order: string }
            undoes: taken
            idempotency: natural
            safe_if_absent: true
            fences: true
        """

    /// The file of scenarios: handlers, and then the scenarios.
    func file(_ scenarios: String) throws -> ScenarioFile {
        let files = [
            "shop.yaml": Self.contracts, "sell.yaml": workflow,
            "sell.test.yaml": "waybill: 1\ntest: sell.yaml\n" + scenarios,
        ]
        let reading = FileReading.memory(files.merging(others) { own, _ in own })
        let loaded = ScenarioLoader.load(path: "sell.test.yaml", reading: reading)
        // Not every workflow here asks for all the answers that they share.
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        #expect(render(errors, format: .human) == "")
        return try #require(loaded.file)
    }

    /// What comes of the one scenario of a file.
    func verdict(
        _ scenario: String,
        top: String = "input: { id: A-1, total: 20.00 }",
        handlers: String = Shop.answers
    ) throws -> ScenarioVerdict {
        let file = try file(
            """
            \(top)
            handlers:
            \(handlers)
            scenarios:
              - scenario: it
            \(scenario)
            """
        )
        return ScenarioRunner.run(try #require(file.scenarios.first), in: file)
    }

    /// Every service does what it is asked.
    static let answers = """
          pay.hold: { output: { hold: "hold-${ input.order }" } }
          pay.void: {}
          stock.take: {}
          stock.put_back: {}
        """

    /// Holds money, takes goods, and waits for a fortnight.
    static let sell = Shop(
        workflow: """
            waybill: 1
            workflow: sell
            use: [shop.yaml]
            events: { order.paid: { id: string, paid: decimal } }
            input: { id: string, total: decimal }
            output: { hold: string, paid: decimal? }
            outcomes: { sold: keep, given_up: undo }
            key: input.id
            defaults: { timeout: 10s, retry: { max_attempts: 3, initial_delay: 1m, max_delay: 1h } }
            steps:
              - step: hold
                call: pay.hold
                with: { order: "${ input.id }", amount: "${ input.total }" }
                compensate:
                  call: pay.void
                  with: { order: "${ input.id }" }
                  retry: { max_attempts: 2 }
              - step: small
                when: input.total < 10
                wait: 1h
              - step: paid
                await: order.paid
                match: { id: input.id }
                timeout: 14d
                catch:
                  - error: timeout
                    finish: given_up
              - step: take
                call: stock.take
                with: { order: "${ input.id }" }
                compensate:
                  call: stock.put_back
                  with: { order: "${ input.id }" }
              - step: done
                finish: sold
                output: { hold: "${ steps.hold.hold }", paid: "${ steps.paid.paid }" }
            """
    )
}

extension ScenarioVerdict {
    /// What is not as expected, a line for each.
    var complaints: [String] { mismatches.map(\.line) }
}

extension Mismatch {
    fileprivate var line: String {
        switch difference {
        case .values(let expected, let actual): "\(subject): \(expected), not \(actual)"
        case .note(let text, let help): ([subject + ": " + text] + help).joined(separator: " | ")
        case .lists(let lines):
            subject + ":"
                + lines.map { line in
                    switch line {
                    case .both(let text): " \(text)"
                    case .missing(let text): " -\(text)"
                    case .extra(let text): " +\(text)"
                    }
                }.joined()
        }
    }
}
