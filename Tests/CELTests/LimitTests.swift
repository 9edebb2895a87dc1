import CEL
import Testing
import WaybillDiagnostics

@Suite("Limits")
struct LimitTests {
    @Test(
        "a text nested too deeply is one finding, not a crash",
        arguments: [
            ("(", 10_000, ""), ("[", 10_000, ""), ("!", 50_000, "true"), ("-", 9_000, "x"),
            ("{1:", 10_000, ""), ("1+", 20_000, "1"), ("a.", 20_000, "a"), ("[0][0]", 9_000, ""),
            ("true ? 1 : ", 5_000, "1"), ("f(", 9_000, ""), ("[1].map(x, ", 5_000, "x"),
        ]
    )
    func depth(unit: String, count: Int, end: String) {
        let findings = OrderEnvironment.compile(String(repeating: unit, count: count) + end)
            .diagnostics
        #expect(findings.map(\.message) == ["the expression is nested deeper than 250 levels"])
    }

    @Test(
        "a long text is compiled in time that grows with its length alone",
        .timeLimit(.minutes(1)),
        arguments: [
            ("[],", 33_000), ("size([]),", 11_000), ("now==now?[]:[],", 6_000), ("[]==[],", 14_000),
            ("undefined(1),", 7_000), ("{1:[]},", 14_000), ("has(input.extra.a),", 5_000),
        ]
    )
    func length(item: String, count: Int) {
        let compilation = OrderEnvironment.compile(
            "[" + String(repeating: item, count: count) + "]"
        )
        #expect(compilation.diagnostics.count <= 100)
    }

    @Test("a text of more than 100,000 characters is refused")
    func length() {
        let text = String(repeating: " ", count: 100_000) + "1"
        #expect(OrderEnvironment.compile(text).program == nil)
    }

    @Test("a long chain of && is not deep")
    func chain() throws {
        let text = Array(repeating: "input.count == 3", count: 3_000).joined(separator: " && ")
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(try program.evaluate(OrderEnvironment.values()) == .bool(true))
    }

    @Test(
        "an evaluation that does too much work ends at its limit, whatever stands around it",
        arguments: [
            "lists.range(1000).all(a, lists.range(1000).all(b, lists.range(1000).all(c, a + b + c >= 0)))",
            "lists.range(100000000).size() > 0 || true",
            "lists.range(40).exists(i, lists.range(1000).all(a, lists.range(1000).all(b, a + b >= 0))) || input.count > 0",
            "lists.range(2000).map(x, lists.range(x * input.count)).size() > 0",
        ]
    )
    func cost(text: String) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(OrderEnvironment.values())
        }
        #expect(
            error.message == "the expression does more work than its limit of 1000000 units allows"
        )
    }

    @Test(
        "an exponent out of every range is a finding, not a crash",
        arguments: ["1e-9223372036854775808", "1e9223372036854775807", "1e99999999999999999999"]
    )
    func exponent(text: String) {
        #expect(OrderEnvironment.compile("decimal('\(text)')").program == nil)
    }

    @Test("a result that shares its parts is counted as often as it holds them")
    func outputSize() throws {
        var text = "[input.id, input.id]"
        for level in 0..<30 { text = "cel.bind(x\(level), \(text), [x\(level), x\(level)])" }
        let program = try #require(OrderEnvironment.compile(text).program)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(OrderEnvironment.values())
        }
        #expect(error.message == "the result is larger than 4194304 bytes")
    }

    @Test("comparing values that share their parts is work that counts")
    func sharedParts() throws {
        var text = "[input.id, input.id]"
        for level in 0..<40 { text = "cel.bind(x\(level), \(text), [x\(level), x\(level)])" }
        let program = try #require(OrderEnvironment.compile("cel.bind(y, \(text), y == y)").program)
        #expect(throws: EvaluationError.self) { try program.evaluate(OrderEnvironment.values()) }
    }
}
