import Testing

@testable import WaybillHandlers

/// What is kept of a program's standard error.
@Suite struct ErrorReportTests {
    private func report(hiding secrets: [String] = [], _ parts: [String]) -> String {
        var report = ErrorReport(hiding: secrets)
        for part in parts { report.add(Array(part.utf8)) }
        return report.text
    }

    @Test func isTheLastOfIt() {
        let text = report((0..<1_000).map { "line \($0)\n" })
        #expect(text.utf8.count <= 1_000)
        #expect(text.hasSuffix("line 998\nline 999"))
    }

    @Test func showsNoSecretHoweverItIsWritten() {
        #expect(report(hiding: ["hunter2"], ["usage: pay hun", "ter2\n"]) == "usage: pay ***")
        #expect(report(hiding: ["pass", "password"], ["a password"]) == "a ***")
        #expect(report(hiding: [""], ["nothing"]) == "nothing")
    }

    @Test(arguments: 990...1_020)
    func showsNoPartOfOneWhereItIsCut(size: Int) {
        let secret = "abcdefghijklmnopqrstuvwxyz"
        let text = report(
            hiding: [secret],
            [String(repeating: "0", count: 500), secret, String(repeating: "1", count: size)]
        )
        #expect(text.allSatisfy { "01*".contains($0) })
    }
}
