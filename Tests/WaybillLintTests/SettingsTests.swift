import Foundation
import Testing
import WaybillDiagnostics
import WaybillLint
import WaybillLoading

/// Who decides how bad a finding is: the command line, a comment, a pattern, a file, the profile.
@Suite struct SettingsTests {
    /// A workflow with a WB0504 (an error of its own) and a WB0308 (a warning).
    private static let workflow = """
        waybill: 1
        workflow: sell
        handlers:
          stock.count: { output: { pieces: int }, effect: none }
        input: { total: double }
        steps:
          - step: count
            call: stock.count
        """

    @Test(
        "A waybill.yaml sets levels",
        arguments: [
            ("levels: { WB0504: warning }", ["warning[WB0308]", "warning[WB0504]"]),
            ("levels: { no-timeout: info, WB0308: error }", ["error[WB0308]", "info[WB0504]"]),
            ("levels: { WB0504: off }", ["warning[WB0308]"]),
            ("profile: strict", ["error[WB0308]", "error[WB0504]"]),
            ("profile: strict\n  levels: { WB0308: info }", ["info[WB0308]", "error[WB0504]"]),
            ("profile: recommended", ["warning[WB0308]", "error[WB0504]"]),
            ("files: { sell.yaml: { WB0504: off } }", ["warning[WB0308]"]),
            ("files: { \"a/**\": { WB0504: off } }", ["warning[WB0308]"]),
            ("files: { \"b/**\": { WB0504: off } }", ["warning[WB0308]", "error[WB0504]"]),
            (
                "levels: { WB0504: off }\n  files: { \"a/*\": { WB0504: info } }",
                ["warning[WB0308]", "info[WB0504]"]
            ),
            (
                "files: { \"**\": { WB0504: off }, \"*.yaml\": { WB0504: info } }",
                ["warning[WB0308]", "info[WB0504]"]
            ),
        ]
    )
    func levels(lint: String, findings: [String]) {
        #expect(check(lint) == findings)
    }

    @Test func theCommandLineWinsOverCommentsAndFiles() {
        let commented = Self.workflow.replacing(
            "  - step: count",
            with: "  # waybill: allow(WB0504) by hand\n  - step: count"
        )
        #expect(check("profile: recommended", commented) == ["warning[WB0308]"])
        #expect(
            check("levels: { WB0504: off }", commented, levels: [.noTimeout: .info])
                == ["warning[WB0308]", "info[WB0504]"]
        )
    }

    @Test func aCommentWinsOverPatternsAndFiles() {
        let commented = Self.workflow.replacing(
            "  - step: count",
            with: "  # waybill: allow(WB0504) by hand\n  - step: count"
        )
        #expect(
            check("levels: { WB0504: error }\n  files: { \"*\": { WB0504: error } }", commented)
                == ["warning[WB0308]"]
        )
    }

    @Test func theProfileOfTheCommandLineWinsOverThatOfAFile() {
        let findings = check("profile: recommended", profile: .strict)
        #expect(findings == ["error[WB0308]", "error[WB0504]"])
    }

    @Test(
        "The nearest waybill.yaml counts, up to the root of the repository",
        arguments: [
            (["waybill.yaml": "off", "a/waybill.yaml": "info"], "info"),
            (["waybill.yaml": "off", "a/b/waybill.yaml": "info"], "off"),
            (["../waybill.yaml": "off"], "error"),
            (["a/waybill.yaml": "workflow", "waybill.yaml": "info"], "info"),
        ]
    )
    func nearest(files: [String: String], level: String) {
        var texts = ["a/sell.yaml": Self.workflow]
        for (path, level) in files {
            texts[path] =
                level == "workflow"
                ? Self.workflow : "waybill: 1\nlint: { levels: { WB0504: \(level) } }"
        }
        let findings = check(files: texts).filter { $0.contains("WB0504") }
        #expect(findings == (level == "off" ? [] : ["\(level)[WB0504]"]))
    }

    @Test func aConfigurationWithMistakesIsReportedOnceAndCountsAsFarAsItIsRight() {
        let lint = "levels: { WB0504: off, WB0540: off, WB0302: warning }\n  profil: strict"
        #expect(
            check(lint) == [
                "error[WB0308]", "error[WB0102]", "error[WB0105]", "error[WB0102]",
            ]
        )
    }

    @Test func aConfigurationThatCannotBeReadIsReported() {
        let broken = ["a/sell.yaml": Self.workflow, "waybill.yaml": "waybill: 1\nlnt: {}"]
        #expect(check(files: broken) == ["warning[WB0308]", "error[WB0504]", "error[WB0103]"])
        let reading = FileReading { path in
            if path == "waybill.yaml" { throw CocoaError(.fileReadNoPermission) }
            return Array(Self.workflow.utf8)
        }
        let search = ConfigurationSearch(
            reading: reading,
            workingFolder: "/home/ada/shop",
            isTop: { $0 == "/home/ada/shop" }
        )
        let findings = Linter.check(
            paths: ["sell.yaml"],
            reading: reading,
            settings: LintSettings(search: search)
        )
        #expect(
            findings.last?.message == "cannot read `waybill.yaml`: reading it is not permitted"
        )
    }

    @Test func aConfigurationNamedItselfIsCheckedLikeAnyFile() {
        let text = "waybill: 1\nlint: { profile: strickt }"
        let findings = Linter.check(
            path: "waybill.yaml",
            reading: .memory(["waybill.yaml": text])
        )
        #expect(
            findings.map(\.message) == [
                "`profile` must be `recommended` or `strict`, not `strickt`"
            ]
        )
        #expect(findings.first?.help == ["did you mean `strict`?"])
    }

    @Test(
        "What can match no file is no pattern",
        arguments: ["[", "a/{b,c}.yaml", "!a.yaml", "a/", "./a.yaml", "../a.yaml", "\"\""]
    )
    func noPattern(pattern: String) {
        let text = "waybill: 1\nlint: { files: { '\(pattern)': { WB0203: off } } }"
            .replacing("'\"\"'", with: "\"\"")
        let findings = Linter.check(
            path: "waybill.yaml",
            reading: .memory(["waybill.yaml": text])
        )
        let name = pattern.replacing("\"", with: "")
        #expect(findings.count == 1)
        #expect(
            findings.first?.message.hasPrefix("`\(name)` is no pattern of files: it ") == true
        )
        #expect(findings.first?.span.start.line == 2)
    }

    @Test(
        "Patterns",
        arguments: [
            ("*.yaml", "a.yaml", true), ("*.yaml", "deep/in/a.yaml", true),
            ("*.yaml", "a.yml", false), ("a/*.yaml", "a/b.yaml", true),
            ("a/*.yaml", "a/b/c.yaml", false), ("a/**", "a/b/c.yaml", true),
            ("a/**/c.yaml", "a/c.yaml", true), ("a/**/c.yaml", "a/b/b/c.yaml", true),
            ("**/a/*", "x/a/b", true), ("a?c", "abc", true), ("a?c", "ac", false),
            ("*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false), ("/a.yaml", "a.yaml", true),
            ("/a.yaml", "b/a.yaml", false), ("../*", "../a", true),
        ]
    )
    func patterns(pattern: String, path: String, isMatch: Bool) {
        #expect(GlobPattern(pattern).matches(path) == isMatch)
    }

    private func check(
        _ lint: String,
        _ workflow: String = Self.workflow,
        profile: LintProfile? = nil,
        levels: [DiagnosticCode: LintLevel] = [:]
    ) -> [String] {
        check(
            files: ["a/sell.yaml": workflow, "waybill.yaml": "waybill: 1\nlint:\n  \(lint)"],
            profile: profile,
            levels: levels
        )
    }

    /// The findings about `a/sell.yaml`, in a repository whose root is the working folder.
    private func check(
        files: [String: String],
        profile: LintProfile? = nil,
        levels: [DiagnosticCode: LintLevel] = [:]
    ) -> [String] {
        let reading = FileReading.memory(files)
        let search = ConfigurationSearch(
            reading: reading,
            workingFolder: "/home/ada/shop",
            isTop: { $0 == "/home/ada/shop" }
        )
        let settings = LintSettings(profile: profile, levels: levels, search: search)
        return Linter.check(paths: ["a/sell.yaml"], reading: reading, settings: settings)
            .map { "\($0.severity.rawValue)[\($0.code.code)]" }
    }
}
