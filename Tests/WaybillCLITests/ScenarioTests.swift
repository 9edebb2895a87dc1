import CEL
import ProcessSupport
import TestSupport
import Testing

/// `waybill test`.
@Suite(.timeLimit(.minutes(2))) struct ScenarioTests {
    private static let files = [
        "shop.yaml": """
        waybill: 1
        handlers:
          shop.pay:
            input: { order: string, amount: decimal }
            output: { receipt: string }
            errors: { declined: { retry: never } }
            idempotency: key
            effect: paid
            settles_in: 10s
          shop.refund:
            input: { order: string }
            undoes: paid
            idempotency: natural
            safe_if_absent: true
            fences: true
          shop.pack:
            input: { order: string }
            errors: { sold_out: { retry: never } }
            idempotency: key
            effect: none
        """,
        "sell.yaml": """
        waybill: 1
        workflow: sell
        use: [shop.yaml]
        input: { id: string, amount: decimal }
        output: { receipt: string }
        outcomes: { sold: keep, declined: undo }
        key: input.id
        defaults: { timeout: 5s }
        steps:
          - step: pay
            call: shop.pay
            with: { order: "${ input.id }", amount: "${ input.amount }" }
            catch: [{ error: declined, finish: declined }]
            compensate: { call: shop.refund, with: { order: "${ input.id }" } }
          - step: grace
            wait: 1d
          - step: pack
            call: shop.pack
            with: { order: "${ input.id }" }
          - step: done
            finish: sold
            output: { receipt: "${ steps.pay.receipt }" }
        """,
        "sell.test.yaml": """
        waybill: 1
        test: sell.yaml
        input: { id: A-1, amount: 20.00 }
        handlers:
          shop.pay: { output: { receipt: "receipt <${ input.order }>" } }
          shop.refund: {}
          shop.pack: {}
        scenarios:
          - scenario: it is sold & packed
            expect: { outcome: sold, elapsed: 1d }
          - scenario: the card is declined
            handlers: { shop.pay: { error: declined } }
            expect: { outcome: declined, undone: [] }
        """,
        "wrong.test.yaml": """
        waybill: 1
        test: sell.yaml
        input: { id: A-1, amount: 20.00 }
        handlers:
          shop.pay: { output: { receipt: "receipt <${ input.order }>" } }
          shop.pack: { error: sold_out }
        scenarios:
          - scenario: it is sold & packed
            handlers: { shop.pack: {} }
            expect:
              outcome: declined
              output: { receipt: "receipt <A-2>" }
              steps: [pay, pack, done]
              calls: [{ handler: shop.pay, input: { amount: 19.99 } }]
          - scenario: it is sold out
            expect: { status: compensated }
        """,
        "broken.test.yaml": """
        waybill: 1
        test: sell.yaml
        input: { id: A-1, amount: much }
        scenarios:
          - scenario: it is sold
            expect: { outcome: solt }
        """,
    ]

    private func desk(with names: [String]) throws -> Desk {
        let desk = try Desk()
        for (name, text) in Self.files
        where !name.hasSuffix(".test.yaml") || names.contains(name) {
            try desk.folder.write(text, to: name)
        }
        return desk
    }

    @Test(
        "A report in each format, word for word, and the same bytes every time",
        arguments: ["sell", "wrong", "broken"],
        ["human", "json", "junit"]
    )
    func reports(file: String, format: String) async throws {
        let desk = try desk(with: ["\(file).test.yaml"])
        let ending = try await desk.waybill("test", ".", "--format", format)
        #expect(ending.exitCode == (file == "sell" ? 0 : 1))
        #expect(ending.error == "")
        expectGolden(ending.output, named: "test-\(file)-\(format).expected")
        let again = try await desk.waybill("test", ".", "--format", format)
        #expect(again.output == ending.output)
    }

    @Test("What no scenario took, word for word", arguments: ["human", "json"])
    func coverage(format: String) async throws {
        let desk = try desk(with: ["sell.test.yaml"])
        let ending = try await desk.waybill(
            "test",
            ".",
            "--coverage",
            "--filter",
            "sold",
            "--format",
            format
        )
        #expect(ending.exitCode == 0)
        expectGolden(ending.output, named: "coverage-\(format).expected")
    }

    @Test func coverageHasNoPlaceInJUnitsFormat() async throws {
        let desk = try desk(with: ["sell.test.yaml"])
        let ending = try await desk.waybill("test", ".", "--coverage", "--format", "junit")
        #expect(ending.exitCode == 2)
    }

    @Test func theScenariosOfTheShippedWorkflowsHold() async throws {
        let ending = try await Desk().waybill("test", Workflows.path(""), "--format", "json")
        #expect(ending.exitCode == 0, "\(ending.output)")
        #expect(try ending.json.integer("scenarios") ?? 0 >= 29)
        #expect(try ending.json.integer("failed") == 0)
    }

    @Test func scenariosAreChosenByTheirNames() async throws {
        let desk = try desk(with: ["sell.test.yaml"])
        let chosen = try await desk.waybill("test", ".", "--filter", "declined", "--format", "json")
        #expect(try chosen.json.integer("scenarios") == 1)
        let none = try await desk.waybill("test", ".", "--filter", "refused")
        #expect(none.exitCode == 1)
        #expect(none.error.contains("there is no scenario with `refused` in its name"))
    }

    @Test func ofARunThatDoesNotEndTheLastIsTold() async throws {
        let desk = try desk(with: [])
        try desk.folder.write(
            """
            waybill: 1
            workflow: ask
            version: 1
            input: {}
            steps:
              - step: rounds
                repeat: 9000
                until: steps.round.last
                steps: [{ step: round, set: { last: false } }]
            """,
            to: "ask.yaml"
        )
        try desk.folder.write(
            """
            waybill: 1
            test: ask.yaml
            input: {}
            scenarios: [{ scenario: it ends, expect: { status: completed } }]
            """,
            to: "ask.test.yaml"
        )
        let ending = try await desk.waybill("test", "ask.test.yaml")
        #expect(ending.exitCode == 1)
        #expect(ending.output.contains("does not come to an end within 20000 events"))
        #expect(ending.output.contains(" earlier entries are left out"))
        #expect(ending.output.split(separator: "\n").count < 100)
    }

    @Test func aWorkflowInPlaceOfItsScenariosIsRefused() async throws {
        let ending = try await desk(with: []).waybill("test", "sell.yaml", "--coverage")
        #expect(ending.exitCode == 1)
        #expect(ending.output.contains("name `sell.test.yaml`, or the folder"))
        #expect(!ending.output.contains("coverage"))
    }

    @Test func aFolderWithoutScenariosIsRefused() async throws {
        let ending = try await desk(with: []).waybill("test", ".")
        #expect(ending.exitCode == 1)
        #expect(ending.error.contains("there is no *.test.yaml file in ."))
    }

    @Test func lintReadsFilesOfScenarios() async throws {
        let ending = try await desk(with: ["broken.test.yaml"]).waybill("lint", "broken.test.yaml")
        #expect(ending.exitCode == 1)
        #expect(ending.output.contains("did you mean `sold`?"))
    }
}
