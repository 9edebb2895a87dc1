import TestSupport
import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

/// What is said about mistakes in files of scenarios.
@Suite struct ScenarioFileTests {
    private static let files = [
        "sell.yaml": """
        waybill: 1
        workflow: sell
        use: [shop.yaml]
        events: { order.paid: { id: string, paid: decimal } }
        input: { id: string, total: decimal, note: string? }
        output: { hold: string }
        outcomes: { sold: keep }
        steps:
          - step: hold
            call: pay.hold
            with: { order: "${ input.id }" }
            timeout: 5s
          - step: done
            finish: sold
            output: { hold: "${ steps.hold.hold }" }
        """,
        "shop.yaml": """
        waybill: 1
        handlers:
          pay.hold:
            input: { order: string }
            output: { hold: string }
            errors: { declined: { retry: never } }
            effect: none
          pay.holds: { effect: none }
        """,
        "pack.yaml": """
        waybill: 1
        workflow: pack
        events: { order.paid: { id: string, paid: decimal } }
        input: { id: string }
        start: { event: order.paid, input: { id: "${ event.data.id }" } }
        steps: [{ step: pause, wait: 5s }]
        """,
        "order.json": #"{ "id": "A-1", "total": 20.00 }"#,
        "broken.json": #"{ "id": "A-1", "total": "a lot" }"#,
        "broken.yaml": "waybill: 1\nworkflow: broken\nsteps: [{ step: a, wiat: 5s }]",
    ]

    private static func load(_ text: String) -> LoadedScenarios {
        var files = files
        files["sell.test.yaml"] = text
        return ScenarioLoader.load(path: "sell.test.yaml", reading: .memory(files))
    }

    private static let valid = """
        waybill: 1
        test: sell.yaml
        summary: Selling.
        starts_at: 2026-06-01T09:00:00Z
        input_file: order.json
        handlers:
          pay.hold:
            cases:
              - { when: input.order == 'A-2', error: declined }
              - when: input.order == 'A-3'
                attempts: [no_answer, { error: { code: timeout, effect: none }, latency: 5s }]
            output: { hold: "hold-${ input.order }" }
        scenarios:
          - scenario: it works
            input: { note: quickly }
            events: [{ at: 5s, type: order.paid, data: { id: "${ input.id }", paid: 5 } }]
            operator: [{ at: 1h, resolve: hold, output: { hold: h }, reason: seen }]
            expect: { outcome: sold, output: { hold: hold-A-1 }, steps: [hold, done] }
        """

    @Test func aFileWithoutMistakesIsRead() throws {
        let loaded = Self.load(Self.valid)
        #expect(render(loaded.diagnostics, format: .human) == "")
        let scenario = try #require(loaded.file?.scenarios.first)
        #expect(loaded.file?.workflow.name == "sell")
        #expect(scenario.name == "it works")
        #expect(scenario.happenings.count == 2)
        #expect(scenario.scripts["pay.hold"]?.cases.count == 2)
    }

    @Test(
        "Each mistake is found at its place",
        arguments: [
            ("waybill: 1", "waybill: 9", "WB0106"), ("sell.yaml", "sel.yaml", "WB0108"),
            ("sell.yaml", "shop.yaml", "WB0108"), ("sell.yaml", "broken.yaml", "WB0102"),
            ("order.json", "oder.json", "WB0108"), ("order.json", "broken.json", "WB0105"),
            ("summary:", "sumary:", "WB0102"), ("2026-06-01T09:00:00Z", "tomorrow", "WB0105"),
            ("  pay.hold:\n", "  pay.holt:\n", "WB0309"),
            ("error: declined", "error: declind", "WB0303"),
            ("when: input.order == 'A-2'", "when: input.oder == 'A-2'", "WB0303"),
            ("when: input.order == 'A-2'", "when: input.order", "WB0302"),
            ("no_answer,", "no_anser,", "WB0101"), ("hold: \"hold-", "hld: \"hold-", "WB0303"),
            ("hold-${ input.order }", "hold-${ steps.hold.hold }", "WB0306"),
            ("output: { hold: \"hold-${ input.order }\" }", "latency: 5", "WB0105"),
            ("{ note: quickly }", "{ note: 5 }", "WB0105"),
            ("{ note: quickly }", "{ note: \"${ now }\" }", "WB0306"),
            ("at: 5s", "at: soon", "WB0105"), ("type: order.paid", "type: order.payed", "WB0905"),
            ("paid: 5", "paid: much", "WB0105"), ("data: ", "dta: ", "WB0102"),
            ("resolve: hold", "resolve: hod", "WB0303"), ("reason: seen", "raeson: seen", "WB0102"),
            ("resolve: hold", "resolve: hold, cancel: too", "WB0104"),
            ("outcome: sold", "outcome: solt", "WB0303"),
            ("outcome: sold", "status: done", "WB0105"),
            ("outcome: sold", "error: sold_out", "WB0303"),
            ("outcome: sold", "elapsed: 5", "WB0105"),
            ("{ hold: hold-A-1 }", "{ hold: 5 }", "WB0105"),
            ("[hold, done]", "[hold, don]", "WB0303"), ("[hold, done]", "hold", "WB0101"),
            (
                "expect: { outcome: sold, output: { hold: hold-A-1 }, steps: [hold, done] }",
                "expect: {}", "WB0103"
            ),
            ("outcome: sold", "elapsed: { at_least: 5h, at_most: 1h }", "WB0105"),
            ("    expect:", "    exspect:", "WB0102"), ("input_file: order.json\n", "", "WB0103"),
        ]
    )
    func mistakes(good: String, bad: String, code: String) throws {
        let text = Self.valid.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.valid)
        let loaded = Self.load(text)
        #expect(loaded.diagnostics.map(\.code.code).contains(code), "\(loaded.diagnostics)")
        #expect(loaded.file == nil)
    }

    @Test func aFileWithoutScenariosIsAFinding() {
        let findings = Self.load("waybill: 1\ntest: sell.yaml\nscenarios: []\n").diagnostics
        #expect(
            findings.map(\.message) == ["there is no scenario here, so that nothing can go wrong"]
        )
    }

    @Test(
        "A misspelt key of a scenario is one finding",
        arguments: [
            ("outcome: sold", "elapsed: { at_lest: 3h }"), ("    expect:", "    exspect:"),
            ("at: 5s, type:", "at: 5s, tpe:"), ("outcome: sold", "outcme: sold"),
            ("{ when: input.order == 'A-2'", "{ wen: input.order == 'A-2'"),
            ("error: { code:", "error: { cod:"), ("test: sell", "tst: sell"),
            ("  - scenario:", "  - scenaro:"), ("\nscenarios:", "\nscenaros:"),
        ]
    )
    func misspelt(good: String, bad: String) throws {
        let text = Self.valid.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.valid)
        #expect(Self.load(text).diagnostics.map(\.code.code) == ["WB0102"])
    }

    private static let started = """
        waybill: 1
        test: pack.yaml
        register: [pack.yaml]
        start: { data: { id: A-1, paid: 5 }, subject: it }
        scenarios:
          - scenario: it works
            start: { data: { paid: 7.50 } }
            expect: { status: completed }
        """

    @Test func anEventBeginsTheRunInPlaceOfAnInput() throws {
        let loaded = Self.load(Self.started)
        #expect(render(loaded.diagnostics, format: .human) == "")
        #expect(loaded.file?.registered.map(\.name) == ["pack"])
        guard case .event(let event) = loaded.file?.scenarios.first?.beginning else {
            Issue.record("the scenario begins by an input")
            return
        }
        #expect(event.type == "order.paid")
        #expect(event.subject == "it")
    }

    @Test(
        "Each mistake about what begins a run is found at its place",
        arguments: [
            ("paid: 7.50", "paid: much", "WB0105"), ("paid: 7.50", "payed: 7", "WB0303"),
            ("paid: 7.50", "paid: \"${ input.id }\"", "WB0306"),
            ("start: { data: { id: A-1, paid: 5 }, subject: it }\n", "", "WB0103"),
            ("test: pack.yaml", "test: sell.yaml", "WB0103"),
            ("[pack.yaml]", "[sell.yaml]", "WB0103"), ("[pack.yaml]", "[shop.yaml]", "WB0108"),
            ("    start:", "    input: { id: A-1 }\n    start:", "WB0104"),
            ("subject: it", "type: order.paid", "WB0102"),
        ]
    )
    func mistakesAboutBeginnings(good: String, bad: String, code: String) throws {
        let text = Self.started.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.started)
        let loaded = Self.load(text)
        #expect(loaded.diagnostics.map(\.code.code).contains(code), "\(loaded.diagnostics)")
        #expect(loaded.file == nil)
    }

    @Test func anAnswerThatNobodyAsksForIsSaidToBeUnused() throws {
        let text = Self.valid.replacing("  pay.hold:\n", with: "  pay.holds: {}\n  pay.hold:\n")
        let loaded = Self.load(text)
        #expect(loaded.file != nil)
        let finding = try #require(loaded.diagnostics.first)
        #expect(finding.code == .unusedDeclaration)
        #expect(finding.message == "no step of `sell` calls `pay.holds`")
        #expect(finding.span.text == "pay.holds")
        #expect(finding.help == ["did you mean `pay.hold`?"])
    }

    @Test func whatAChildCallsIsAnswered() throws {
        let files = [
            "parent.yaml": """
            waybill: 1
            workflow: parent
            use: [child.yaml]
            steps: [{ step: go, run: child, timeout: 1h }]
            """,
            "child.yaml": """
            waybill: 1
            workflow: child
            handlers: { pay.look: { output: { sum: int }, effect: none } }
            steps: [{ step: look, call: pay.look, timeout: 5s }]
            """,
            "parent.test.yaml": """
            waybill: 1
            test: parent.yaml
            handlers: { pay.look: { output: { sum: 5 } } }
            scenarios: [{ scenario: it works, expect: { status: completed } }]
            """,
        ]
        let loaded = ScenarioLoader.load(path: "parent.test.yaml", reading: .memory(files))
        #expect(loaded.diagnostics == [])
        #expect(loaded.file?.scenarios.first?.scripts.keys.map(\.rawValue) == ["pay.look"])
    }

    private static let family = [
        "parent.yaml": """
        waybill: 1
        workflow: parent
        use: [child.yaml, shop.yaml]
        steps:
          - { step: go, run: child, timeout: 1h, compensate: none }
          - step: look
            call: pay.look
            with: { id: a }
            timeout: 5s
            catch: [{ error: gone, to: next }]
        """,
        "child.yaml": """
        waybill: 1
        workflow: child
        use: [grandchild.yaml]
        input: {}
        outcomes: { kept: keep, bad: undo }
        steps:
          - { step: go, run: grandchild, timeout: 1h }
          - { step: done, finish: bad }
        """,
        "grandchild.yaml": """
        waybill: 1
        workflow: grandchild
        use: [shop.yaml]
        input: {}
        outcomes: { worse: undo }
        steps:
          - { step: look, call: pay.look, with: { id: a }, timeout: 5s }
          - step: which
            route: [{ when: run.id == 'a', fail: raised }]
            else: { finish: worse }
        """,
        "shop.yaml": """
        waybill: 1
        handlers:
          pay.look: { input: { id: string }, errors: { gone: {} }, effect: none }
          pay.never: { errors: { unheard: {} }, effect: none }
        """,
    ]

    private static func findings(expecting code: String) -> [Diagnostic] {
        var files = family
        files["parent.test.yaml"] = """
            waybill: 1
            test: parent.yaml
            handlers: { pay.look: {} }
            scenarios: [{ scenario: it fails, expect: { error: \(code) } }]
            """
        return ScenarioLoader.load(path: "parent.test.yaml", reading: .memory(files)).diagnostics
    }

    @Test(arguments: ["bad", "worse", "raised", "gone", "timeout", "expression"])
    func aRunMayFailWithWhatItsChildrenEndWith(code: String) {
        #expect(Self.findings(expecting: code) == [])
    }

    @Test func theCodesThatARunCanFailWithAreEachNamedOnce() throws {
        let finding = try #require(Self.findings(expecting: "unheard").first)
        #expect(finding.message == "`parent` cannot fail with `unheard`")
        let codes = [
            "gone", "timeout", "unavailable", "bad_output", "payload_too_large", "rejected_input",
            "raised", "worse", "bad", "expression",
        ]
        let names = codes.map { "`\($0)`" }.joined(separator: ", ")
        #expect(finding.help == ["it fails with \(names)"])
    }

    @Test func scenariosHaveNamesOfTheirOwn() {
        let twice = Self.valid + "\n  - { scenario: it works, expect: { status: completed } }\n"
        #expect(Self.load(twice).diagnostics.map(\.code.code) == ["WB0107"])
    }

    @Test func whatAllScenariosShareIsReportedOnce() {
        let twice =
            Self.valid.replacing("order.json", with: "broken.json")
            + "\n  - { scenario: again, expect: { status: completed } }\n"
        #expect(Self.load(twice).diagnostics.count == 1)
    }

    @Test func mistakesAreShownWordForWord() {
        let text = Self.valid.replacing("error: declined", with: "error: declind")
            .replacing("outcome: sold", with: "outcome: solt")
            .replacing("{ hold: hold-A-1 }", with: "{ hold: 5 }")
            .replacing("${ input.order }", with: "${ now }")
            .replacing("[hold, done]", with: "[hold, dne]")
        let findings = Self.load(text).diagnostics
        expectGolden(render(findings, format: .human), named: "scenarios.expected")
    }
}
