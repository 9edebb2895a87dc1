import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// What comments allow, where, and what is wrong with such comments.
@Suite struct SuppressionTests {
    @Test(
        "A comment allows a rule on the node that it stands at, and inside",
        arguments: [
            // Above a step.
            "# waybill: allow(WB0504) by hand\n\n  # and more\n  - step: count\n    call: stock.count",
            "# waybill: allow(no-timeout) by hand\n  - step: count\n    call: stock.count",
            "# waybill: allow( WB0504 , WB0401 ) by hand\n  - step: count\n    call: stock.count",
            "#waybill:allow(WB0504) by hand\n  - step: count\n    call: stock.count",
            // Behind its first line, and behind the line that is wrong.
            "- step: count # waybill: allow(WB0504) by hand\n    call: stock.count",
            "- step: count\n    call: stock.count # waybill: allow(WB0504) by hand",
            "- step: count\n    # waybill: allow(WB0504) by hand\n    call: stock.count",
            // On the list that the step is in.
            "- step: each # waybill: allow(WB0504) by hand\n    scope:\n"
                + "      - step: count\n        call: stock.count",
        ]
    )
    func allows(steps: String) {
        let codes = findings(steps).map(\.code.code)
        #expect(codes.filter { $0 == "WB0504" } == [])
        #expect(codes.filter { $0 != "WB0010" } == [])
    }

    @Test(
        "It allows nothing elsewhere, and no other rule",
        arguments: [
            "# waybill: allow(WB0504) by hand\n  - step: look\n    wait: 5s\n"
                + "  - step: count\n    call: stock.count",
            "- step: count\n    call: stock.count\n  # waybill: allow(WB0504) by hand\n"
                + "  - step: look\n    wait: 5s",
            "# waybill: allow(WB0401) by hand\n  - step: count\n    call: stock.count",
        ]
    )
    func allowsNothingElse(steps: String) {
        #expect(Set(findings(steps).map(\.code.code)) == ["WB0504", "WB0010"])
    }

    @Test func aFileCanBeAllowedAsAWhole() {
        let steps = """
            - step: count
                call: stock.count
              # waybill: allow-file(WB0504) all of it is done by hand
              - step: again
                call: stock.count
            """
        #expect(findings(steps) == [])
    }

    @Test(
        "A comment that cannot mean what it says is a finding",
        arguments: [
            ("allow(WB0504)", "the comment does not say why this is allowed", ["WB0013"]),
            ("allow(WB0540) by hand", "there is no rule `WB0540`", ["WB0013", "WB0504"]),
            ("allow() by hand", "the comment does not say which rule", ["WB0013", "WB0504"]),
            ("allow WB0504 by hand", "the comment does not say which rule", ["WB0013", "WB0504"]),
            (
                "alow(WB0504) by hand", "comments cannot tell waybill to `alow`",
                ["WB0013", "WB0504"]
            ),
            (
                "allow(WB0302) by hand", "`WB0302` (cel-type) cannot be allowed",
                ["WB0013", "WB0504"]
            ),
        ]
    )
    func badComments(comment: String, message: String, codes: [String]) {
        let findings = findings("# waybill: \(comment)\n  - step: count\n    call: stock.count")
        #expect(findings.map(\.code.code) == codes)
        #expect(findings.first?.message.hasPrefix(message) == true)
    }

    @Test("Prose is no directive", arguments: ["1", "a tool for orders", "see (below)"])
    func prose(comment: String) {
        let findings = findings("# waybill: \(comment)\n  - step: look\n    wait: 5s")
        #expect(findings == [])
    }

    @Test func aCommentAtTheEndCoversNothing() {
        let findings = findings("- step: look\n    wait: 5s\n# waybill: allow(WB0504) by hand")
        #expect(
            findings.map(\.message) == ["there is nothing below the comment that it could be about"]
        )
    }

    @Test func whatCannotBeLoadedIsNotAskedWhatItNeeds() {
        let findings = findings("# waybill: allow(WB0504) by hand\n  - step: look\n    wait: 5 sec")
        #expect(findings.map(\.code.code) == ["WB0105"])
    }

    @Test func anUnneededRuleIsTakenOutOfItsComment() {
        let steps = """
            # waybill: allow(WB0504, WB0401) by hand
              - step: count
                call: stock.count
            """
        #expect(
            mended(steps).contains("  # waybill: allow(WB0504) by hand\n  - step: count\n")
        )
    }

    @Test(
        "A comment that is not needed goes with its line",
        arguments: [
            "- step: look\n    # waybill: allow(WB0504) by hand\n    wait: 5s",
            "- step: look # waybill: allow(WB0504) by hand\n    wait: 5s",
            "- step: look\n    # waybill: allow(WB0504, WB0401) by hand\n    wait: 5s",
        ]
    )
    func removal(steps: String) {
        #expect(mended(steps).hasSuffix("steps:\n  - step: look\n    wait: 5s"))
    }

    @Test func ofManyCommentsTheFirstThousandAreRead() {
        let comments = (0..<1_100).map { _ in "# waybill: allow(WB0504) by hand\n" }.joined()
        let findings = findings(comments + "  - step: count\n    call: stock.count")
        #expect(findings.map(\.message) == ["more than 1000 comments allow something in this file"])
    }

    private func text(_ steps: String) -> String {
        """
        waybill: 1
        workflow: sell
        handlers:
          stock.count: { output: { pieces: int }, effect: none }
        steps:
          \(steps)
        """
    }

    private func findings(_ steps: String) -> [Diagnostic] {
        // Not all of these workflows call the handler.
        Linter.check(
            path: "sell.yaml",
            reading: .memory(["sell.yaml": text(steps)]),
            settings: LintSettings(levels: [.unusedDeclaration: .off])
        )
    }

    private func mended(_ steps: String) -> String {
        let fixer = Fixer(
            paths: ["sell.yaml"],
            reading: .memory(["sell.yaml": text(steps)]),
            settings: LintSettings()
        )
        let bytes = fixer.run(unsafe: false).revisions.first?.bytes ?? []
        return String(decoding: bytes, as: UTF8.self)
    }
}
