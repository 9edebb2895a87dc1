import TestSupport
import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// What mending makes of files.
@Suite struct FixerTests {
    @Test(
        "What is certain is mended without asking",
        arguments: [
            ("workflow: sell\nsteps: [{ step: a, wait: 5s }]\n", "waybill: 1\nworkflow: sell\n"),
            (
                "waybill: 1\nworkflow: sell\nsteps: [{ step: a, set: { c: no } }]\n",
                "set: { c: \"no\" }"
            ),
            (
                "waybill: 1\nworkflow: sell\ntimeout: &a 5d\nsteps: [{ step: a, wait: 5s }]\n",
                "timeout: 5d\n"
            ),
            (
                "waybill: 1\nworkflow: sell\ninput: &a\n  id: string\n"
                    + "steps: [{ step: a, wait: 5s }]\n",
                "input:\n  id"
            ),
            (
                "waybill: 1\nworkflow: sell\nsteps:\n  - step: a\n    when: !run.id.isEmpty()\n"
                    + "    wait: 5s\n",
                "when: \"!run.id"
            ),
        ]
    )
    func safe(text: String, mended: String) {
        #expect(mend(text, unsafe: false).contains(mended))
    }

    @Test(
        "What may change the meaning is mended when asked for",
        arguments: [
            ("wait: 5", "wait: 5s"), ("wait: 5 sec", "wait: 5s"), ("wiat: 5s", "wait: 5s"),
            ("set: { a: \"${ inptu.id }\" }", "set: { a: \"${ input.id }\" }"),
            ("set: { a: \"${ input.di }\" }", "set: { a: \"${ input.id }\" }"),
            ("finish: slod", "finish: sold"), ("call: stock.cuont", "call: stock.count"),
            ("await: order.payd\n    match: { id: input.id }", "await: order.paid"),
            ("await: order.paid\n    match: { idd: input.id }", "match: { id: input.id }"),
            ("route: [{ when: true, to: lsat }]\n    else: { to: next }", "to: last"),
            ("call: stock.count\n    catch: [{ error: timout, to: next }]", "error: timeout"),
            ("set: { a: 012 }", "set: { a: \"012\" }"),
        ]
    )
    func unsafe(step: String, mended: String) {
        let text = """
            waybill: 1
            workflow: sell
            handlers: { stock.count: { output: { pieces: int }, effect: none } }
            events: { order.paid: { id: string } }
            input: { id: string }
            outcomes: { sold: keep }
            defaults: { timeout: 5s }
            steps:
              - step: a
                \(step)
              - step: last
                wait: 5s

            """
        #expect(mend(text, unsafe: false) == "")
        #expect(mend(text, unsafe: true).contains(mended))
    }

    @Test func whatOneChangeUncoversAnotherMends() {
        let text =
            "workflow: sell\nsteps:\n\t- step: a\n\t  fail: no_way\n\t  details: { country: no }\n"
        let outcome = run(["a.yaml": text], unsafe: true)
        #expect(
            outcome.revisions.map { String(decoding: $0.bytes, as: UTF8.self) } == [
                "waybill: 1\nworkflow: sell\nsteps:\n  - step: a\n    fail: no_way\n    details: { country: \"no\" }\n"
            ]
        )
        #expect(outcome.findings == [])
        #expect(outcome.mended == 3)
    }

    @Test func whatIsAllowedOrOffIsLeftAlone() {
        let text = """
            waybill: 1
            workflow: sell
            steps:
              # waybill: allow(WB0011) Norway's code is written so by all our partners
              - step: a
                set: { country: no }
            """
        #expect(mend(text, unsafe: true) == "")
        let bare = text.replacing("allow(WB0011)", with: "here")
        let off = LintSettings(levels: [.ambiguousScalar: .off])
        #expect(run(["a.yaml": bare], unsafe: true, settings: off).revisions.isEmpty)
    }

    @Test func filesThatAreOnlyUsedAreNotChanged() {
        let files = [
            "a.yaml": "waybill: 1\nworkflow: sell\nuse: [b.yaml]\nsteps: [{ step: a, wait: 5s }]",
            "b.yaml": "waybill: 1\ntypes: { A: { b: &c string } }",
        ]
        let outcome = run(files, unsafe: true)
        #expect(outcome.revisions.isEmpty)
        #expect(outcome.findings.map(\.code) == [.unusedAnchor])
    }

    @Test("Whatever a file says, mending ends, and mends nothing twice", arguments: 0..<40)
    func anyFile(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for rule in DiagnosticCode.all {
            guard case .file(let text) = rule.explanation.failing else { continue }
            let mutated = mutation(of: Array(text.utf8), using: &random)
            let first = Fixer(
                paths: ["a.yaml"],
                reading: reading(mutated),
                settings: LintSettings()
            )
            .run(unsafe: true)
            let bytes = first.revisions.first?.bytes ?? mutated
            let second = Fixer(paths: ["a.yaml"], reading: reading(bytes), settings: LintSettings())
                .run(unsafe: true)
            #expect(second.revisions.isEmpty, "seed \(seed), \(rule)")
        }
    }

    /// A few bytes changed, taken out or doubled.
    private func mutation(of bytes: [UInt8], using random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0:
                bytes[place] = Array("\n\t&*!#:'\"[]{},x0 ".utf8).randomElement(using: &random) ?? 0
            case 1: bytes.remove(at: place)
            default: bytes.insert(bytes[place], at: place)
            }
        }
        return bytes
    }

    private func reading(_ bytes: [UInt8]) -> FileReading {
        .memory(["a.yaml": String(decoding: bytes, as: UTF8.self)])
    }

    private func mend(_ text: String, unsafe: Bool) -> String {
        let revision = run(["a.yaml": text], unsafe: unsafe).revisions.first
        return revision.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }

    private func run(
        _ files: [String: String],
        unsafe: Bool,
        settings: LintSettings = LintSettings()
    ) -> Fixer.Outcome {
        Fixer(paths: ["a.yaml"], reading: .memory(files), settings: settings).run(unsafe: unsafe)
    }
}
