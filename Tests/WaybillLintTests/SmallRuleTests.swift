import Testing
import WaybillDiagnostics
import WaybillLoading
import WaybillModel

@testable import WaybillLint

/// What single rules say where they could say too much, too little or the contrary of another.
@Suite struct SmallRuleTests {
    @Test(
        "Private keys of all kinds are secrets, each once",
        arguments: [
            "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK",
        ]
    )
    func privateKey(kind: String) {
        let text = """
            # -----BEGIN \(kind)-----
            # MIIEpAIBAAKCAQEA7bq9X2mT4kQ8vW1zR5yU3nH6jL0pS
            # -----END \(kind)-----
            """
        let source = SourceText(name: "key.yaml", text: text)
        #expect(
            Linter.lint(secretsIn: source).map(\.span.text) == ["-----BEGIN \(kind)-----"]
        )
    }

    @Test func aPublicKeyIsNoSecret() {
        let source = SourceText(name: "key.yaml", text: "# -----BEGIN PUBLIC KEY-----\n")
        #expect(Linter.lint(secretsIn: source).isEmpty)
    }

    @Test func ofARetryThatNeverComesAboutNothingElseIsSaid() throws {
        let workflow = try sale(
            """
            - step: print
              call: paper.print
              compensate: none
              timeout: never
              retry: { max_attempts: 5, only: [timeout] }
            - { step: done, finish: sold }
            """
        )
        #expect(errorsAndWarnings(workflow) == ["WB0502 paper.print"])
    }

    @Test(
        arguments: [
            ("initial_delay: 10m, max_delay: 30s", ["WB0502 10m"]),
            ("initial_delay: 10m, max_delay: 10m", []),
            ("initial_delay: 10m", []),
            ("max_delay: 1ms", []),
        ]
    )
    func anInitialDelayIsNoLongerThanTheLongest(retry: String, findings: [String]) {
        let text = """
            waybill: 1
            workflow: ask
            handlers: { look: { effect: none } }
            steps:
              - { step: ask, call: look, timeout: 5s, retry: { max_attempts: 2, \(retry) } }
            """
        let found = Linter.check(path: "ask.yaml", reading: .memory(["ask.yaml": text]))
        #expect(found.filter { $0.severity != .info }.map(\.mark) == findings)
    }

    @Test func whatIsNeverUndoneIsNotToldToBe() throws {
        let contracts = "waybill: 1\nhandlers: { take: { effect: taken, idempotency: key } }"
        let text = """
            waybill: 1
            workflow: ask
            use: [contracts.yaml]
            steps: [{ step: nap, wait: 1s }]
            after:
              completed:
                - step: race
                  parallel:
                    a: [{ step: take, call: take, timeout: 5s, catch: [{ error: any, to: end }] }]
                    b: [{ step: rest, wait: 1s }]
                  join: any
            """
        let files = ["ask.yaml": text, "contracts.yaml": contracts]
        let found = Linter.check(path: "ask.yaml", reading: .memory(files))
        let race = try #require(found.first { $0.code == .effectInRace })
        #expect(race.help == ["move it behind `race`, where it is known who won"])
    }

    private func errorsAndWarnings(_ workflow: Workflow) -> [String] {
        Linter.lint(workflow).filter { $0.severity != .info }.map(\.mark)
    }
}
