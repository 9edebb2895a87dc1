import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// Which events of files that are checked together have only one end.
@Suite struct EventTrafficTests {
    private static let declared = "{ order.paid: { id: string } }"
    private static let external = "{ order.paid: { external: true, data: { id: string } } }"

    private func workflow(_ name: String, _ step: String, events: String = declared) -> String {
        """
        waybill: 1
        workflow: \(name)
        events: \(events)
        input: { id: string }
        steps:
          - { step: first, \(step) }

        """
    }

    private static let emit = "emit: order.paid, data: { id: \"${ input.id }\" }"
    private static let await = "await: order.paid, match: { id: input.id }, timeout: 1d"

    private func findings(_ files: [String: String], of paths: [String]? = nil) -> [String] {
        Linter.check(paths: paths ?? files.keys.sorted(), reading: .memory(files)).map {
            "\($0.code.code) \($0.span.text) in \($0.span.source.name)"
        }
    }

    @Test func anEventBetweenTwoOfTheFilesIsInOrder() {
        let files = [
            "pay.yaml": workflow("pay", Self.emit), "ship.yaml": workflow("ship", Self.await),
        ]
        #expect(findings(files) == [])
        #expect(findings(files, of: ["pay.yaml"]) == ["WB0901 order.paid in pay.yaml"])
        #expect(findings(files, of: ["ship.yaml"]) == ["WB0902 order.paid in ship.yaml"])
    }

    @Test func aStartTakesEventsToo() {
        let start = """
            waybill: 1
            workflow: ship
            events: \(Self.declared)
            start: { event: order.paid }
            steps: [{ step: rest, wait: 1s }]

            """
        #expect(findings(["pay.yaml": workflow("pay", Self.emit), "ship.yaml": start]) == [])
        #expect(findings(["ship.yaml": start]) == ["WB0902 order.paid in ship.yaml"])
    }

    @Test func anUndoEmitsToo() {
        let undo = """
            waybill: 1
            workflow: pay
            events: { order.paid: { id: string }, order.lost: { external: true, data: {} } }
            input: { id: string }
            steps:
              - step: tell
                emit: order.lost
                compensate: { \(Self.emit) }
              - { step: rest, wait: 1s }

            """
        #expect(
            findings(["pay.yaml": undo, "ship.yaml": workflow("ship", Self.await)]) == []
        )
        #expect(findings(["pay.yaml": undo]) == ["WB0901 order.paid in pay.yaml"])
    }

    @Test func oneMarkIsEnoughForAllFiles() {
        let files = [
            "a.yaml": workflow("a", Self.await),
            "b.yaml": workflow("b", Self.await, events: Self.external),
        ]
        #expect(findings(files) == [])
        #expect(findings(files, of: ["a.yaml"]) == ["WB0902 order.paid in a.yaml"])
    }

    @Test func aTypeIsReportedOnceInEachFile() {
        let twice = workflow("a", Self.await) + "  - { step: again, \(Self.await) }\n"
        let files = ["a.yaml": twice, "b.yaml": workflow("b", Self.await)]
        #expect(
            findings(files) == ["WB0902 order.paid in a.yaml", "WB0902 order.paid in b.yaml"]
        )
    }

    @Test(arguments: [["a.yaml", "b.yaml"], ["b.yaml", "a.yaml"]])
    func whatOneFileAllowsIsNotAllowedInAnother(paths: [String]) {
        let allowed = workflow("a", Self.await)
            .replacing("  - {", with: "  # waybill: allow(WB0902) by a person\n  - {")
        let files = ["a.yaml": allowed, "b.yaml": workflow("b", Self.await)]
        #expect(findings(files, of: paths) == ["WB0902 order.paid in b.yaml"])
    }

    @Test(arguments: [
        ("{ id: string, total: decimal }", "{ id: a, total: 1 }", true),
        ("{ id: string, note: string? }", "{ id: a }", true),
        ("{ order_id: string }", "{ order_id: a }", false), ("{ id: int }", "{ id: 1 }", false),
        ("{ id: string? }", "{ id: a }", false),
    ])
    func whatIsEmittedMustFitWhatIsExpected(type: String, data: String, fits: Bool) {
        let events = "{ order.paid: \(type) }"
        let files = [
            "pay.yaml": workflow("pay", "emit: order.paid, data: \(data)", events: events),
            "ship.yaml": workflow("ship", Self.await),
        ]
        #expect(findings(files) == (fits ? [] : ["WB0902 order.paid in ship.yaml"]))
    }

    @Test func aChildTakesWhatItsParentEmits() {
        let parent = """
            waybill: 1
            workflow: pay
            use: [ship.yaml]
            events: { order.paid: { id: string } }
            input: { id: string }
            steps:
              - { step: tell, \(Self.emit) }
              - step: ship
                run: ship
                with: { id: "${ input.id }" }
                timeout: 2d

            """
        let files = ["pay.yaml": parent, "ship.yaml": workflow("ship", Self.await)]
        #expect(findings(files, of: ["pay.yaml"]) == [])
    }

    @Test func whatAFileWithErrorsSendsIsNotKnown() {
        let allowed = workflow("ship", Self.await)
            .replacing("  - {", with: "  # waybill: allow(WB0902) by a person\n  - {")
        let files = [
            "pay.yaml": "waybill: 1\nworkflow: pay\nsteps: [{ step: a, wiat: 5s }]\n",
            "ship.yaml": workflow("ship", Self.await), "survey.yaml": allowed,
        ]
        #expect(findings(files) == ["WB0102 wiat in pay.yaml"])
    }

    @Test func aCommentOnTheStepAllowsIt() {
        let allowed = workflow("ship", Self.await)
            .replacing("  - {", with: "  # waybill: allow(WB0902) by a person\n  - {")
        #expect(findings(["ship.yaml": allowed]) == [])
        let files = ["pay.yaml": workflow("pay", Self.emit), "ship.yaml": allowed]
        #expect(findings(files) == ["WB0010 WB0902 in ship.yaml"])
        // Nothing can be said of a file that is looked at for another purpose.
        let alone = Linter.check(path: "ship.yaml", reading: .memory(["ship.yaml": allowed]))
        #expect(alone == [])
    }

    @Test(
        "The mark is put around the type of the data",
        arguments: [
            ("{ id: string }", "order.paid: { external: true, data: { id: string } }"),
            ("Paid", "order.paid: { external: true, data: Paid }"),
            ("\"map<[int]>\"", "order.paid: { external: true, data: \"map<[int]>\" }"),
        ]
    )
    func mark(data: String, mended: String) {
        let outcome = mend(data)
        let text = outcome.revisions.first.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(text?.contains("  \(mended)\n") == true)
        #expect(outcome.findings == [])
    }

    @Test(
        "What does not stand on one line, or would be read otherwise there, is left to its author",
        arguments: ["\n    id: string", "map<[int]>", "&paid { id: string }"]
    )
    func noMark(data: String) {
        #expect(mend(data).revisions.isEmpty)
    }

    private func mend(_ data: String) -> Fixer.Outcome {
        let text = """
            waybill: 1
            workflow: ship
            types: { Paid: { id: string } }
            events:
              order.paid: \(data)
            input: Paid
            steps:
              - step: get
                await: order.paid
                where: event.id == input.id
                timeout: 1d

            """
        let files = ["ship.yaml": text]
        let settings = LintSettings(levels: [.unusedAnchor: .off])
        return Fixer(paths: ["ship.yaml"], reading: .memory(files), settings: settings)
            .run(unsafe: true)
    }

    @Test func marksOfAFileThatSeveralUseAreMadeTogether() {
        let shared = """
            waybill: 1
            events:
              order.paid: { id: string }
              order.lost: { id: string }

            """
        func workflow(_ name: String, _ type: String) -> String {
            """
            waybill: 1
            workflow: \(name)
            use: [shared.yaml]
            input: { id: string }
            steps:
              - { step: get, await: \(type), match: { id: input.id }, timeout: 1d }

            """
        }
        let files = [
            "shared.yaml": shared, "one.yaml": workflow("one", "order.paid"),
            "two.yaml": workflow("two", "order.lost"),
        ]
        let fixer = Fixer(
            paths: files.keys.sorted(),
            reading: .memory(files),
            settings: LintSettings()
        )
        let outcome = fixer.run(unsafe: true)
        #expect(
            outcome.revisions.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                """
                waybill: 1
                events:
                  order.paid: { external: true, data: { id: string } }
                  order.lost: { external: true, data: { id: string } }

                """
            ]
        )
        #expect(outcome.findings == [])
    }
}
