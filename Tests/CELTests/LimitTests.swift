import CEL
import Foundation
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

    @Test(
        "a name of more than 1,000 characters is refused",
        arguments: ["", "input.", "input.extra."]
    )
    func names(before: String) {
        let name = String(repeating: "a", count: 1_001)
        for text in ["\(before)\(name)", "input.`\(name)`"] {
            #expect(
                OrderEnvironment.compile(text).diagnostics.map(\.message)
                    == ["a name is longer than 1,000 characters"]
            )
        }
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

    /// What doubles, or multiplies, what it is given.
    static let growing: [(start: String, step: String, count: Int)] = [
        ("'a'", "cel.bind(x, $, x + x)", 40), ("b'a'", "cel.bind(x, $, x + x)", 40),
        ("[1]", "cel.bind(x, $, x + x)", 40), ("input.id", "cel.bind(x, $, x.replace('', x))", 12),
        ("input.id", "$.replace('', 'aaaaaaaaaaaaaaaaaaaa')", 30),
        ("'aaaa'", "$.replace('a', 'aaaaaaaa')", 30),
        ("input.id", "cel.bind(x, $, regex.replace(x, '', x))", 12),
        ("input.id", "regex.replace($, '(?s)^(.*)$', r'\\1\\1\\1\\1')", 20),
        ("input.id", "cel.bind(x, $, x.split('').join(x))", 12),
        ("input.id", "cel.bind(x, $, '%s%s%s%s'.format([x, x, x, x]))", 20),
        ("[1]", "cel.bind(x, $, [x, x].flatten())", 40),
        ("[input.id]", "[1, 2, 3].map(y, $)", 13),
        ("true", "[1, 2, 3, 4, 5, 6, 7, 8].all(y, $)", 12),
        ("0", "lists.range(10).map(y, $).size()", 12),
        ("'%s'", "'%s'.format([lists.range(1000).map(y, $)])", 4),
        ("'%.1000f'.format([1.0])", "lists.range(1000).map(y, $).join()", 4),
    ]

    @Test(
        "a value that grows with every step ends at the limit, long before memory does",
        .timeLimit(.minutes(1)),
        arguments: growing
    )
    func growth(start: String, step: String, count: Int) throws {
        var text = start
        for _ in 0..<count { text = step.replacing("$", with: text, maxReplacements: 1) }
        let program = try #require(OrderEnvironment.compile("[\(text)] != []").program)
        let before = residentMemory()
        #expect(throws: EvaluationError.self) { try program.evaluate(OrderEnvironment.values()) }
        #expect(residentMemory() - before < 256)
    }

    /// The memory of the process, in MiB; 0 where the system does not tell.
    private func residentMemory() -> Int {
        let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
            .split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return (pages ?? 0) / 256
    }

    @Test(
        "going through a long text again and again is work that counts, whatever for",
        .timeLimit(.minutes(1)),
        arguments: [
            "'%s'.format([input.lines.map(l, $)])", "{$: 1}",
            "{'a': $}.transformMapEntry(k, v, {v: k})",
            "{$: 1}[$]", "$ in input.tags", "input.tags[$]", "input.tags[?$]", "[$, $].distinct()",
            "{$: 1} == {$: 1}", "int($)", "uint($)", "double($)", "bool($)", "decimal($)",
            "timestamp($)", "duration($)", "now.getHours($)", "$.matches($)", "$ == $", "$ < $",
            "$.contains($)", "$.startsWith($)", "$.size()", "bytes($)", "strings.quote($)",
            "base64.decode($)", "$.split('1')", "$.trim()", "[$, $].join()", "[$, $].sort()",
            "[$].exists(x, x == $)", "sets.contains([$], [$])", "$ in [$]", "[$, $].max()",
        ]
    )
    func longTexts(use: String) throws {
        let text = String(repeating: "0123456789", count: 20_000)
        let environment = Environment(
            variables: OrderEnvironment.environment.variables + [.init("long", .string)]
        )
        let use = use.replacing("$", with: "long")
        let program = try #require(
            Program.compile(
                EmbeddedText("lists.range(50000).exists(i, dyn(\(use)) == 'x')"),
                in: environment
            ).program
        )
        let values = try OrderEnvironment.values() + [.string(text)]
        let start = ContinuousClock.now
        let error = try #require(throws: EvaluationError.self) { try program.evaluate(values) }
        #expect(error.message.hasPrefix("the expression does more work than its limit"))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test(
        "what is too large from the start is refused at once",
        .timeLimit(.minutes(1)),
        arguments: [
            "lists.range(1000000000)", "lists.range(9223372036854775807).size() == 0",
            "'%.1000000000f'.format([input.weight])", "'%.9999999999999999999f'.format([1.0])",
            "input.id.substring(9223372036854775807)", "[1, 2].slice(0, 9223372036854775807)",
            "sets.contains(lists.range(10000), lists.range(10000))",
            "lists.range(100000).map(x, [x]).distinct()",
            "cel.bind(y, lists.range(60000), [y, y, y, y, y].flatten(9223372036854775807)).sort()",
        ]
    )
    func tooLarge(text: String) throws {
        guard let program = OrderEnvironment.compile(text).program else { return }
        #expect(throws: EvaluationError.self) { try program.evaluate(OrderEnvironment.values()) }
    }

    @Test("a long literal is compiled and evaluated, within the limit")
    func literals() throws {
        let list = "[" + String(repeating: "input.count, ", count: 7_000) + "]"
        let map = "{" + (0..<7_000).map { "\($0): 1" }.joined(separator: ", ") + "}"
        for text in ["\(list).size() == 7000", "\(map).size() == 7000"] {
            let program = try #require(OrderEnvironment.compile(text).program)
            #expect(try program.evaluate(OrderEnvironment.values()) == .bool(true))
        }
    }

    @Test("a decimal of more than 38 digits is told as such")
    func decimalDigits() {
        let text = "1.23456789012345678901234567890123456789"
        let findings = OrderEnvironment.compile("decimal('\(text)')").diagnostics
        #expect(findings.map(\.message) == ["'\(text)' has more than 38 digits"])
    }

    @Test(
        "an exponent out of every range is an error, not a crash",
        arguments: ["1e-9223372036854775808", "1e9223372036854775807", "1e99999999999999999999"]
    )
    func exponent(text: String) {
        let compilation = OrderEnvironment.compile("decimal('\(text)')")
        #expect(compilation.program == nil)
        #expect(
            compilation.diagnostics.map(\.message) == ["'\(text)' is not a decimal number"]
        )
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

    @Test("a range that no memory holds is refused, however high the limit is")
    func rangeWithoutLimit() throws {
        let program = try Program("lists.range(n)", in: Environment(variables: [.init("n", .int)]))
        #expect(throws: EvaluationError.self) {
            try program.evaluate([.int(.max)], limits: EvaluationLimits(cost: .max))
        }
    }
}
