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

    @Test(
        "What stays must not be done again by a scope that begins anew",
        arguments: [
            ("compensate: none", ["WB0501 card.charge"]),
            ("compensate: { call: card.refund }", []),
        ]
    )
    func effectInARetriedScope(undo: String, findings: [String]) throws {
        func scope(_ attempts: Int) -> String {
            """
            - step: again
              scope: [{ step: pay, call: card.charge, \(undo) }, { step: ask, call: card.look }]
              retry: { max_attempts: \(attempts) }
            - { step: done, finish: sold }
            """
        }
        #expect(errorsAndWarnings(try sale(scope(3))) == findings)
        #expect(errorsAndWarnings(try sale(scope(1))) == [])
    }

    @Test(
        "Names of elements are those of the loop around",
        arguments: [("[1, 2]", "[i]", [] as [String]), ("[1, 2]", "[3]", ["WB0412 void"])]
    )
    func elementOfTheLoopAround(first: String, second: String, findings: [String]) {
        let text = """
            waybill: 1
            workflow: ask
            handlers:
              take: { input: { n: int }, effect: taken, idempotency: key, settles_in: 1s }
              void: { input: { n: int }, undoes: taken, idempotency: key, safe_if_absent: true }
            steps:
              - step: outer
                for_each: "${ [1, 2] }"
                as: i
                steps:
                  - step: a
                    for_each: "${ \(first) }"
                    as: item
                    steps: [{ step: nap, wait: 1s }]
                  - step: b
                    for_each: "${ \(second) }"
                    as: item
                    steps:
                      - step: get
                        call: take
                        timeout: 5s
                        with: { n: "${ item }" }
                        compensate: { call: void, timeout: 5s, with: { n: "${ item }" } }
            """
        let found = Linter.check(path: "ask.yaml", reading: .memory(["ask.yaml": text]))
        #expect(found.filter { $0.severity != .info }.map(\.mark) == findings)
    }

    @Test func whatAChildRunLeavesMayNotLoseARace() {
        let child = """
            waybill: 1
            workflow: child
            handlers: { tell: { effect: told, idempotency: key, settles_in: 1s } }
            steps: [{ step: say, call: tell, timeout: 5s, compensate: none }]
            """
        let text = """
            waybill: 1
            workflow: parent
            use: [child.yaml]
            steps:
              - step: race
                parallel: { a: [{ step: sub, run: child, timeout: 5s }], b: [{ step: nap, wait: 1s }] }
                join: any
            """
        let files = ["parent.yaml": text, "child.yaml": child]
        let found = Linter.check(path: "parent.yaml", reading: .memory(files))
        #expect(found.filter { $0.severity == .error }.map(\.mark) == ["WB0408 child"])
    }

    @Test(
        "A value may be given to a script, but not be one",
        arguments: [
            (#"[node, server.js, -p, "${env.PORT}"]"#, [] as [String]),
            (#"[bash, run.sh, -c, "${env.PORT}"]"#, []),
            (#"[python3, -m, tool, -c, "${env.PORT}"]"#, []),
            (#"[node, --trace-warnings, -e, "${env.PORT}"]"#, ["WB0802"]),
            (#"[env, bash, -ec, "${env.PORT}"]"#, ["WB0802"]),
        ]
    )
    func valueForAScript(command: String, findings: [String]) {
        let text = "waybill: 1\nbindings: { look: { exec: { command: \(command) } } }"
        let found = Linter.check(path: "b.yaml", reading: .memory(["b.yaml": text]))
        #expect(found.map(\.code.code) == findings)
    }

    @Test(
        "A host that is known is, whatever stands around it",
        arguments: [
            ("http://shop.example.com:${env.PORT}/x", ["WB0803"]),
            ("http://${secret.USER}@shop.example.com/x", ["WB0803"]),
            ("http://${env.HOST}/x", []), ("http://localhost:${env.PORT}/x", []),
        ]
    )
    func knownHost(url: String, findings: [String]) {
        let text = "waybill: 1\nbindings: { look: { http: { url: \"\(url)\" } } }"
        let found = Linter.check(path: "b.yaml", reading: .memory(["b.yaml": text]))
        #expect(found.map(\.code.code) == findings)
    }

    @Test(
        "A catch rule is shadowed by those before it, alone or together",
        arguments: [
            (["n == 1", "n != 1", ""], [2: nil as Int?]),
            (["n > 5", "n > 2", "n > 3"], [2: 1]),
            (["n > 5", "", "n > 6"], [2: 1]),
            (["n > 5", "n > 2", ""], [:]),
        ] as [([String], [Int: Int?])]
    )
    func shadowedCatchRule(conditions: [String], shadowed: [Int: Int?]) {
        let rules = conditions.map { condition in
            let when = condition.isEmpty ? "" : "when: input.\(condition), "
            return "        - { error: any, \(when)to: next }"
        }
        let text = """
            waybill: 1
            workflow: ask
            input: { n: int }
            handlers: { look: { effect: none } }
            steps:
              - step: ask
                call: look
                timeout: 5s
                catch:
            \(rules.joined(separator: "\n"))
            """
        let found = Linter.check(path: "ask.yaml", reading: .memory(["ask.yaml": text]))
            .filter { $0.code == .shadowedRule }
        let line = 10
        #expect(found.map { $0.span.line - line } == shadowed.keys.sorted())
        let by = found.map { $0.labels.first.map { $0.span.line - line } }
        #expect(by == shadowed.keys.sorted().map { shadowed[$0] ?? nil })
    }

    private func errorsAndWarnings(_ workflow: Workflow) -> [String] {
        Linter.lint(workflow).filter { $0.severity != .info }.map(\.mark)
    }
}

extension Span {
    /// The line it begins on.
    fileprivate var line: Int { source.position(at: range.lowerBound).line }
}
