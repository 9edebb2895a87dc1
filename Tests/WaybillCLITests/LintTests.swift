import CEL
import Foundation
import ProcessSupport
import Testing

/// `waybill lint` as a tool of a build: what it writes, and how it ends.
@Suite(.timeLimit(.minutes(2))) struct LintTests {
    /// One error, one warning, and nothing else.
    private static let workflow = """
        waybill: 1
        workflow: sell
        handlers:
          stock.count: { input: { country: string }, output: { pieces: int }, effect: none }
        steps:
          - step: note
            set: { country: no }
          - step: count
            call: stock.count
            with: { country: "${ steps.note.country }" }

        """

    @Test(
        "--fail-on and levels decide the exit code",
        arguments: [
            ([], 1), (["--fail-on", "never"], 0), (["--level", "WB0504=off"], 0),
            (["--level", "WB0504=off", "--fail-on", "warning"], 1),
            (["--level", "no-timeout=info", "--level", "WB0011=off", "--fail-on", "warning"], 0),
            (["--level", "no-timeout=info", "--level", "WB0011=off", "--fail-on", "info"], 1),
            (["--level", "WB0504=warning", "--profile", "strict"], 1),
            (["--level", "WB0302=off"], 2), (["--level", "WB9999=off"], 2),
            (["--level", "WB0504"], 2), (["--fail-on", "often"], 2), (["--format", "xml"], 2),
            (["--profile", "lax"], 2),
        ] as [([String], Int32)]
    )
    func exitCodes(options: [String], exitCode: Int32) async throws {
        let desk = try desk()
        let ending = try await desk.waybill(["lint", "sell.yaml"] + options)
        #expect(ending.exitCode == exitCode)
    }

    @Test(
        "Findings decide the exit code in every format",
        arguments: ["human", "concise", "json", "sarif", "github", "junit"]
    )
    func formats(format: String) async throws {
        let desk = try desk()
        let failing = try await desk.waybill("lint", "sell.yaml", "--format", format)
        #expect(failing.exitCode == 1)
        #expect(failing.output.contains("WB0504"))
        #expect(!failing.output.contains("\u{1B}"))
        try desk.folder.write("waybill: 1\ntypes: { Order: { id: string } }\n", to: "sell.yaml")
        let clean = try await desk.waybill("lint", "sell.yaml", "--format", format)
        #expect(clean.exitCode == 0)
        #expect(clean.error == "")
    }

    @Test func theNearestConfigurationCounts() async throws {
        let desk = try desk()
        try desk.folder.write(
            "waybill: 1\nlint: { profile: strict, levels: { WB0504: off } }\n",
            to: "waybill.yaml"
        )
        let ending = try await desk.waybill("lint", "sell.yaml", "--format", "concise")
        #expect(
            ending.output == """
                sell.yaml:7:21: error[WB0011] `no` is a text here, but the boolean `false` in YAML 1.1

                """
        )
        let other = try await desk.waybill("lint", "./sell.yaml", "--level", "ambiguous-scalar=off")
        #expect(other.exitCode == 0)
        #expect(try await desk.waybill("graph", "sell.yaml").exitCode == 1, "lint refuses it")
    }

    @Test func diffsAreShownAndNothingIsWritten() async throws {
        let desk = try desk()
        let ending = try await desk.waybill("lint", ".", "--diff")
        #expect(ending.exitCode == 1)
        #expect(
            ending.output == """
                --- a/sell.yaml
                +++ b/sell.yaml
                @@ -4,7 +4,7 @@
                   stock.count: { input: { country: string }, output: { pieces: int }, effect: none }
                 steps:
                   - step: note
                -    set: { country: no }
                +    set: { country: "no" }
                   - step: count
                     call: stock.count
                     with: { country: "${ steps.note.country }" }

                """
        )
        #expect(ending.error == "1 finding would be mended in 1 file\n")
        #expect(try desk.text("sell.yaml") == Self.workflow)
    }

    @Test func filesAreMendedAndWhatIsLeftIsShown() async throws {
        let desk = try desk()
        let ending = try await desk.waybill("lint", ".", "--fix", "--format", "json")
        #expect(ending.exitCode == 1)
        #expect(try ending.json.elements.map { $0.text("code") } == ["WB0504"])
        #expect(ending.error == "1 finding mended in 1 file\n")
        #expect(
            try desk.text("sell.yaml")
                == Self.workflow.replacing("country: no", with: "country: \"no\"")
        )
        let again = try await desk.waybill("lint", ".", "--fix")
        #expect(again.error == "")
    }

    @Test func mendingKeepsLineBreaksAndTheEndOfTheFile() async throws {
        let desk = try Desk()
        let text = "workflow: sell\r\nsteps:\r\n  - step: a\r\n    set: { country: no }"
        try desk.folder.write(text, to: "a.yaml")
        #expect(try await desk.waybill("lint", "a.yaml", "--fix").exitCode == 0)
        #expect(
            try desk.text("a.yaml")
                == "waybill: 1\r\n" + text.replacing("country: no", with: "country: \"no\"")
        )
    }

    @Test func mendingKeepsLinksAndPermissions() async throws {
        let desk = try desk()
        let link = "\(desk.folder.path)/link.yaml"
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: "sell.yaml"
        )
        let file = "\(desk.folder.path)/sell.yaml"
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        _ = try await desk.waybill("lint", "link.yaml", "--fix")
        let attributes = try FileManager.default.attributesOfItem(atPath: link)
        #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
        #expect(try desk.text("sell.yaml").contains("country: \"no\""))
        let kept = try FileManager.default.attributesOfItem(atPath: file)
        #expect(kept[.posixPermissions] as? Int == 0o640)
    }

    @Test func aDiffIsOneThatGitApplies() async throws {
        let desk = try desk()
        let diff = try await desk.waybill("lint", "sell.yaml", "--diff", "--fix-unsafe").output
        try desk.folder.write(diff, to: "fix.patch")
        let git = try await ToolProcess.run(
            "/usr/bin/git",
            ["apply", "fix.patch"],
            in: desk.folder.path
        )
        #expect(git.exitCode == 0, "\(git.error)")
        #expect(try desk.text("sell.yaml").contains("country: \"no\""))
    }

    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.folder.write(Self.workflow, to: "sell.yaml")
        return desk
    }
}

extension Desk {
    /// The text of a file.
    fileprivate func text(_ file: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(file)", encoding: .utf8)
    }
}
