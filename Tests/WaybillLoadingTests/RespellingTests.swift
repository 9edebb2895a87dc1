import Testing
import WaybillDiagnostics

@testable import WaybillLoading

/// A key that is nearly spelt as a known one is one mistake, and read as that one.
@Suite struct RespellingTests {
    private static let steps = """
        - step: pay
          call: payments.authorize
          with: { order: "${ input.id }", amount: "${ input.total }" }
          timeout: 5s
          catch: [{ error: any, to: next }]
        - step: all
          for_each: input.lines
          as: line
          steps:
            - step: look
              set: { sku: "${ line.sku }" }
        - step: again
          repeat: 3
          until: steps.count.sum > 2
          steps:
            - step: count
              set: { sum: "${ 3 }" }
        - step: alone
          scope: [{ step: nap, wait: 1s }]
          lock: { name: input.id }
        - step: which
          route:
            - when: input.total > 5
              to: next
          else: { to: next }
        - step: decided
          await: order.review_decided
          match: { order_id: input.id }
          remind: { every: 1h, steps: [{ step: nudge, wait: 1s }] }
          timeout: 1d
        - step: tell
          emit: order.told
          data: { id: "${ input.id }" }
          compensate: none
        """

    private static let header = """
        events: { order.told: { external: true, data: { id: string } } }
        invariants: [{ name: paid, at_end: "true" }]
        """

    private static var valid: String { workflowText(header: header, steps: steps) }

    @Test func theWorkflowIsSound() throws {
        #expect(try load(Self.valid).diagnostics.map(\.summary) == [])
    }

    @Test(
        "A misspelt key that must be there is one finding",
        arguments: [
            ("as: line", "az: line"), ("as: line", "sa: line"), ("until:", "untill:"),
            ("lock: { name:", "lock: { nme:"), ("error: any", "eror: any"),
            ("error: any, to: next", "error: any, too: next"),
            ("external: true, data:", "external: true, dta:"), ("every: 1h", "evry: 1h"),
            ("  - when:", "  - wen:"), ("else:", "esle:"), ("match:", "mach:"),
            ("  data:", "  dat:"),
            ("step: nudge", "stp: nudge"), ("at_end:", "at_ed:"), ("waybill: 1", "waybil: 1"),
            ("workflow: sell", "workfow: sell"), ("\nsteps:\n", "\nstep:\n"), ("call:", "cal:"),
            ("route:", "rute:"), ("repeat:", "repaet:"), ("for_each:", "foreach:"),
            ("for_each: input.lines\n  as: line", "foreach: input.lines\n  az: line"),
        ]
    )
    func misspelt(good: String, bad: String) throws {
        let text = Self.valid.replacing(good, with: bad, maxReplacements: 1)
        try #require(text != Self.valid)
        let findings = try load(text).diagnostics.map(\.summary)
        #expect(findings.allSatisfy { $0.hasPrefix("WB0102") } && !findings.isEmpty, "\(findings)")
    }

    @Test(arguments: ["a2", "do", "x", "element"])
    func aKeyThatIsNotNearEnoughIsNotRead(key: String) throws {
        let findings = try load(Self.valid.replacing("as: line", with: "\(key): line")).diagnostics
        #expect(findings.contains { $0.code == .missingKey && $0.message.contains("`as`") })
        #expect(findings.allSatisfy { $0.code != .unknownKey || $0.edits.isEmpty })
    }

    @Test func ofAWrongGuessNothingMoreIsSaid() throws {
        let text = Self.valid.replacing(
            "{ error: any, to: next }",
            with: "{ error: any, to: next, kep: [1] }"
        )
        #expect(try load(text).diagnostics.map(\.code.code) == ["WB0102"])
    }

    @Test func aKeyThatIsThereIsNotProposedAgain() throws {
        let text = Self.valid.replacing("every: 1h,", with: "every: 1h, evry: 2h,")
        let findings = try load(text).diagnostics
        #expect(findings.map(\.summary) == ["WB0102 `evry` `evry` is not a key of `remind`"])
        #expect(findings.first?.edits.isEmpty == true)
    }

    @Test(arguments: ["\"", "'"])
    func aKeyInQuotesKeepsThem(quote: String) throws {
        let text = Self.valid.replacing("every:", with: "\(quote)evry\(quote):")
        let edit = try #require(try load(text).diagnostics.first?.edits.first)
        #expect(edit.replacement == "\(quote)every\(quote)")
    }

    @Test func mergeKeysAreOneFinding() throws {
        let text = """
            waybill: 1
            workflow: sell
            handlers: { stock.look: { effect: none } }
            steps:
              - &look
                step: first
                call: stock.look
                timeout: 5s
              - <<: *look
                step: second
            """
        let findings = try load(text).diagnostics
        #expect(findings.map(\.message) == ["merge keys (`<<`) are not read"])
    }
}

/// Where `waybill: 1` is put when it is missing.
@Suite struct VersionEditTests {
    private func mended(_ text: String) throws -> String? {
        let finding = try #require(
            try load(text).diagnostics.first { $0.message.contains("version of the language") }
        )
        guard let edit = finding.edits.first else { return nil }
        let bytes = Array(text.utf8)
        let range = edit.span.range
        return String(decoding: bytes[..<range.lowerBound], as: UTF8.self) + edit.replacement
            + String(decoding: bytes[range.upperBound...], as: UTF8.self)
    }

    @Test(
        arguments: [
            ("workflow: sell\n", "waybill: 1\nworkflow: sell\n"),
            ("  workflow: sell\n", "  waybill: 1\n  workflow: sell\n"),
            ("# Sells.\nworkflow: sell\n", "# Sells.\nwaybill: 1\nworkflow: sell\n"),
            ("{workflow: sell}", "{waybill: 1, workflow: sell}"),
            ("{ \"workflow\": \"sell\" }", "{\"waybill\": 1, \"workflow\": \"sell\" }"),
            ("{\n  'workflow': sell }", "{'waybill': 1,\n  'workflow': sell }"),
            ("&all\nworkflow: sell\n", "&all\nwaybill: 1\nworkflow: sell\n"),
        ]
    )
    func itStandsFirst(text: String, mended: String) throws {
        #expect(try self.mended(text) == mended)
        #expect(try !load(mended).diagnostics.contains { $0.code == .yamlSyntax })
    }

    @Test func aNearMissIsNotOneMore() throws {
        let text = "waybil: 1\nworkflow: sell\nsteps: [{ step: nap, wait: 1s }]\n"
        let findings = try load(text).diagnostics
        #expect(findings.map(\.summary) == ["WB0102 `waybil` `waybil` is not a key of a workflow"])
    }
}
