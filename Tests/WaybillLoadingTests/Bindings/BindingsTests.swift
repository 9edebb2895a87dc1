import CEL
import Testing
import WaybillDiagnostics
import WaybillModel

@testable import WaybillLoading

@Suite struct BindingsTests {
    static let environment = [
        "SHOP_URL": "https://shop.example.com", "WAYBILL_SECRET_TOKEN": "hunter2",
        "WAYBILL_SECRET_KEY_FILE": "secrets/key",
    ]

    @Test func `reads a service, with variables and secrets filled in`() throws {
        let binding = try binding(
            """
            http:
              method: PUT
              url: "${env.SHOP_URL}/holds"
              headers: { Authorization: "Bearer ${ secret.TOKEN }", X-Key: "${secret.KEY}" }
            limits: { concurrency: 8, rate: 200/s }
            """
        )
        guard case .http(let http) = binding.carrier else {
            Issue.record("not http")
            return
        }
        #expect(http.method == .put)
        #expect(http.url.value == "https://shop.example.com/holds")
        #expect(http.headers.map(\.name) == ["Authorization", "X-Key"])
        #expect(http.headers.map(\.value.value) == ["Bearer hunter2", "from the file"])
        #expect(binding.limits == HandlerLimits(concurrency: 8, interval: .milliseconds(5)))
        #expect(!String(describing: binding).contains("hunter2"))
    }

    @Test(arguments: [
        ("bin/labels", "ops/bin/labels"), ("../bin/labels", "bin/labels"), ("./../x", "./x"),
        ("/usr/bin/labels", "/usr/bin/labels"), ("labels", "labels"),
    ])
    func `takes the path of a program from the file's folder`(
        program: String,
        path: String
    ) throws {
        let binding = try binding("exec: { command: [\(program), --json, \"a b\"] }")
        guard case .exec(let exec) = binding.carrier else {
            Issue.record("not exec")
            return
        }
        #expect(exec.program == path)
        #expect(exec.arguments.map(\.value) == ["--json", "a b"])
    }

    @Test func `reads a mock that fails first`() throws {
        let mock = try mock(
            """
            mock:
              output: { message: sent, tries: 3 }
              error: { code: busy, message: Later, effect: unknown }
              fail_times: 2
              latency: 20ms
              ledger: effects.jsonl
            """
        )
        guard case .output(.object(let members)) = mock.outcome else {
            Issue.record("not an output")
            return
        }
        #expect(members.map(\.name) == ["message", "tries"])
        #expect(
            mock.failingFirst
                == .init(
                    attempts: 2,
                    failure: .init(code: "busy", message: "Later", effect: .unknown)
                )
        )
        #expect(mock.latency == .milliseconds(20))
        #expect(mock.ledger == "effects.jsonl")
    }

    @Test func `reads a mock that always fails`() throws {
        let mock = try mock("mock: { error: { code: card_declined } }")
        guard case .failure(let failure) = mock.outcome else {
            Issue.record("not a failure")
            return
        }
        #expect(failure.code == "card_declined")
        #expect(failure.effect == nil)
    }

    /// A binding and what is said about it.
    static let mistakes: [(String, [String])] = [
        ("htp: { url: \"https://a.b\" }", ["WB0102 `htp`"]),
        ("limits: { concurrency: 3 }", ["WB0103 `pay.take`"]),
        ("http: { method: POST }", ["WB0103 `method`"]),
        ("http: { url: ftp://x }", ["WB0105 `ftp://x`"]),
        ("http: { url: /charges }", ["WB0105 `/charges`"]),
        ("http: { url: http://x, method: GET }", ["WB0105 `GET`"]),
        ("http: { url: http://x, headers: [a] }", ["WB0101 `[a]`"]),
        ("http: { url: http://x, headers: { 'a b': c } }", ["WB0105 `'a b'`"]),
        ("http: { url: \"${env.NO_URL}/x\" }", ["WB0702 `env.NO_URL`"]),
        // To set it once mends every use.
        ("http: { url: \"${env.NO_URL}/${env.NO_URL}\" }", ["WB0702 `env.NO_URL`"]),
        ("http: { url: \"${secret.NONE}\" }", ["WB0702 `secret.NONE`"]),
        ("http: { url: \"${input.url}\" }", ["WB0306 `input.url`"]),
        ("http: { url: \"${env.SHOP_URL\" }", ["WB0301 `${`"]),
        ("exec: { command: bin/x }", ["WB0101 `bin/x`"]),
        ("exec: { command: [] }", ["WB0105 `[]`"]),
        ("exec: { cmd: [x] }", ["WB0102 `cmd`", "WB0103 `{ cmd: [x] }`"]),
        ("mock: { latency: 20 }", ["WB0105 `20`"]),
        ("mock: { fail_times: often }", ["WB0101 `often`"]),
        ("mock: { output: 1, error: { code: a } }", ["WB0104 `error`"]),
        ("mock: { error: { message: a } }", ["WB0103 `message`"]),
        ("mock: { cases: [{ output: 1 }] }", ["WB0103 `output`"]),
        ("mock: {}\nexec: { command: [x] }", ["WB0104 `exec`"]),
        ("mock: {}\nlimits: { rate: fast }", ["WB0105 `fast`"]),
        ("mock: {}\nlimits: { rate: 0/s }", ["WB0105 `0/s`"]),
        ("mock: {}\nlimits: { concurrency: 0 }", ["WB0105 `0`"]),
    ]

    @Test(arguments: mistakes) func `says what is wrong and where`(
        binding: String,
        findings: [String]
    ) {
        let loaded = load(binding)
        #expect(loaded.bindings == nil)
        #expect(loaded.diagnostics.map { "\($0.code.code) `\($0.span.text)`" } == findings)
    }

    @Test func `shows how to set a secret that is missing`() {
        let loaded = load("http: { url: \"https://x/${secret.PAY}\" }")
        #expect(
            render(loaded.diagnostics, format: .human) == """
                error[WB0702]: the secret `PAY` is not set
                 --> ops/bindings.yaml:4:31
                  |
                4 |     http: { url: "https://x/${secret.PAY}" }
                  |                               ^^^^^^^^^^ has no value
                  |
                  = help: set the environment variable `WAYBILL_SECRET_PAY`, or `WAYBILL_SECRET_PAY_FILE` to the path of a file that holds it

                1 error in 1 file

                """
        )
    }

    @Test func `says which handler of the workflow has no binding`() throws {
        let findings = try findings("pay.tke: { mock: {} }")
        #expect(
            render(findings, format: .human) == """
                error[WB0702]: `pay.take` has no binding, but buy calls it
                 --> bindings.yaml:3:3
                  |
                3 |   pay.tke: { mock: {} }
                  |   ^^^^^^^ is it meant here?
                 ::: buy.yaml:4:3
                  |
                4 |   pay.take:
                  |   -------- its contract
                  |
                  = help: its name is `pay.take`

                1 error in 1 file

                """
        )
    }

    @Test func `says which error the handler cannot fail with`() throws {
        let findings = try findings("pay.take: { mock: { error: { code: declind } } }")
        #expect(findings.map(\.message) == ["`pay.take` cannot fail with `declind`"])
        #expect(findings.first?.help == ["did you mean `declined`?"])
    }

    @Test func `holds the conditions of a mock against the contract's input`() throws {
        let findings = try findings(
            "pay.take: { mock: { cases: [{ when: input.amout > 3, output: 1 }] } }"
        )
        #expect(findings.map(\.code) == [.undefinedName])
    }

    /// What is said about a line of bindings when a workflow calls `pay.take`.
    private func findings(_ line: String) throws -> [Diagnostic] {
        let reading = FileReading.memory([
            "bindings.yaml": "waybill: 1\nbindings:\n  \(line)\n",
            "buy.yaml": """
            waybill: 1
            workflow: buy
            handlers:
              pay.take:
                input: { amount: decimal }
                errors: { declined: { retry: never } }
                idempotency: key
                effect: taken
            input: { amount: decimal }
            steps:
              - step: take
                call: pay.take
                with: { amount: "${ input.amount }" }
                timeout: 5s
            """,
        ])
        let workflow = try #require(Loader.load(path: "buy.yaml", reading: reading).workflow)
        return BindingsLoader.load(
            path: "bindings.yaml",
            for: workflow,
            environment: [:],
            reading: reading
        ).diagnostics
    }

    @Test func `asks for no variable when it only checks`() {
        let text = "waybill: 1\nbindings:\n  a.b: { http: { url: \"${env.NO_URL}/x\" } }\n"
        #expect(
            BindingsLoader.check(path: "b.yaml", reading: .memory(["b.yaml": text])).isEmpty
        )
    }

    @Test func `says that a file is something else`() {
        let text = "waybill: 1\ntypes: { A: string }\n"
        let findings = BindingsLoader.check(path: "b.yaml", reading: .memory(["b.yaml": text]))
        #expect(findings.map(\.message) == ["this is a file of contracts, not a file of bindings"])
    }

    private func load(_ binding: String) -> LoadedBindings {
        let indented = binding.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
        let text = "waybill: 1\nbindings:\n  pay.take:\n\(indented)\n"
        return BindingsLoader.load(
            path: "ops/bindings.yaml",
            for: .empty,
            environment: Self.environment,
            reading: .memory(["ops/bindings.yaml": text, "secrets/key": "from the file\n"])
        )
    }

    private func binding(_ text: String) throws -> Binding {
        let loaded = load(text)
        #expect(loaded.diagnostics.map(\.message) == [])
        return try #require(loaded.bindings?.all.first)
    }

    private func mock(_ text: String) throws -> MockBinding {
        guard case .mock(let mock) = try binding(text).carrier else { throw CancellationError() }
        return mock
    }
}

extension Workflow {
    /// A workflow that calls nothing.
    fileprivate static var empty: Workflow {
        Workflow(
            name: "empty",
            version: 1,
            summary: nil,
            digest: "sha256:0",
            input: .null,
            output: .null,
            outcomes: [],
            key: nil,
            timeout: nil,
            events: [],
            contracts: [],
            scopes: [],
            nodes: [],
            span: SourceText(name: "", text: "").whole
        )
    }
}
