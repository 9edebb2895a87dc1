import CEL
import Testing
import WaybillDiagnostics

@Suite("Regular expressions")
struct RegularExpressionTests {
    @Test(
        "match as RE2 does, by code points",
        arguments: [
            ("'hubba'.matches('ubb')", "true"), ("matches('hubba', '^ubb')", "false"),
            ("'💥'.matches('^.$')", "true"), ("'e\\u0301'.matches('^.$')", "false"),
            ("'a\\u0000b'.matches('a\\\\x00b')", "true"), ("''.matches('')", "true"),
            ("'A\\nB'.matches('^B')", "false"), ("'A\\nB'.matches('(?m)^B')", "true"),
            ("'straße'.matches('^\\\\pL+$')", "true"),
            ("'x'.matches('[^\\\\x00-\\\\x7f]')", "false"),
            ("['a1', 'b2'].all(x, x.matches('^[a-z]' + '[0-9]$'))", "true"),
            ("['a', 'b'].all(p, 'ab'.matches(p))", "true"),
            ("regex.extract('hello world', 'hello(.*)').value()", "\" world\""),
            ("regex.extract('item-A, item-B', 'item-(\\\\w+)').value()", "\"A\""),
            ("regex.extract('HELLO', 'hello').hasValue()", "false"),
            ("regex.extract('ac', 'a(b?)c').hasValue()", "false"),
            ("regex.extract('abc', 'x*').value()", "\"\""),
            ("regex.extractAll('id:123, id:456', 'id:\\\\d+')", "[\"id:123\",\"id:456\"]"),
            ("regex.extractAll('id:123, id:456', 'id:(\\\\d+)')", "[\"123\",\"456\"]"),
            ("regex.extractAll('id:123', 'assa')", "[]"),
            ("regex.extractAll('baaau', 'a*')", "[\"\",\"aaa\",\"\"]"),
            ("regex.extractAll('é💥', '')", "[\"\",\"\",\"\"]"),
            ("regex.extractAll('a b', '\\\\b[a-z]|^b')", "[\"a\",\"b\"]"),
            ("regex.replace('hello world hello', 'hello', 'hi')", "\"hi world hi\""),
            ("regex.replace('banana', 'a', 'x', 0)", "\"banana\""),
            ("regex.replace('banana', 'a', 'x', 2)", "\"bxnxna\""),
            ("regex.replace('banana', 'a', 'x', -12)", "\"bxnxnx\""),
            ("regex.replace('foo bar', '(fo)o (ba)r', r'\\2 \\1\\0\\\\')", "\"ba fofoo bar\\\\\""),
            ("regex.replace('é💥', '', '-')", "\"-é-💥-\""),
            ("regex.replace('ac', 'a(b)?c', r'[\\1]')", "\"[]\""),
            ("regex.replace('x', 'y', r'\\9')", "\"x\""),
        ]
    )
    func value(text: String, json: String) throws {
        let compilation = OrderEnvironment.compile(text)
        let program = try #require(compilation.program, "\(compilation.diagnostics.map(\.message))")
        #expect(try program.evaluate(OrderEnvironment.values()).json.description == json)
    }

    @Test(
        "a pattern that is known when loading is refused when loading, where it stands",
        arguments: [
            (
                "input.id.matches('[a')", "'[a'",
                "the regular expression is not valid: missing ]: [a"
            ),
            (
                "true || input.id.matches('(')", "'('",
                "the regular expression is not valid: missing ): ("
            ),
            (
                "input.id.matches('[a' + 'b')", "'[a' + 'b'",
                "the regular expression is not valid: missing ]: [ab"
            ),
            (
                "regex.replace(input.id, 'a**', '')", "'a**'",
                "the regular expression is not valid: bad repetition operator: **"
            ),
            (
                "regex.extract(input.id, '(a)(b)')", "'(a)(b)'",
                "the regular expression has 2 groups, where one at most is taken"
            ),
            (
                "input.id.matches('(\\\\pL{1,100}){1,10}')", "'(\\\\pL{1,100}){1,10}'",
                "the regular expression is too large"
            ),
        ]
    )
    func literal(text: String, underlined: String, message: String) {
        let findings = OrderEnvironment.compile(text).diagnostics
        #expect(findings.map(\.span.text) == [underlined])
        #expect(findings.map(\.message) == [message])
    }

    @Test(
        "a pattern or a replacement that is computed and not valid is an error of the evaluation",
        arguments: [
            (
                "input.id.matches('[a' + input.id.substring(3))",
                "the regular expression is not valid: missing ]: [a"
            ),
            (
                "input.id.matches('(\\\\pL{1,100}){1,9}' + input.id)",
                "the regular expression is too large"
            ),
            (
                "regex.extractAll(input.id, '(a)(b)' + input.id)",
                "the regular expression has 2 groups, where one at most is taken"
            ),
            (
                "regex.replace(input.id, '(A)', r'\\2')",
                "the replacement has `\\2`, but the pattern has 1 groups"
            ),
            (
                "regex.replace(input.id, 'A', r'\\x')",
                "in the replacement '\\x' a `\\` stands before neither a digit nor `\\`"
            ),
            (
                "regex.replace(input.id, 'A', 'x\\\\')",
                "in the replacement 'x\\' a `\\` stands before neither a digit nor `\\`"
            ),
        ]
    )
    func computed(text: String, message: String) throws {
        let program = try #require(OrderEnvironment.compile(text).program)
        let error = try #require(throws: EvaluationError.self) {
            try program.evaluate(OrderEnvironment.values())
        }
        #expect(error.message == message)
    }

    @Test(
        "a pattern that makes backtracking explode is as fast as any, and work that counts",
        .timeLimit(.minutes(1)),
        arguments: ["(a+)+$", "(a|aa)+$", "(.*)*b", "(x+x+)+y", "[ab]*a[ab]{200}c"]
    )
    func catastrophe(pattern: String) throws {
        let text = String(repeating: "a", count: 20_000) + "!"
        let program = try #require(
            Program.compile(
                EmbeddedText("text.matches(r'\(pattern)')"),
                in: Environment(variables: [.init("text", .string)])
            ).program
        )
        let start = ContinuousClock.now
        #expect(try program.evaluate([.string(text)]) == .bool(false))
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(throws: EvaluationError.self) {
            try program.evaluate([.string(text)], limits: EvaluationLimits(cost: 2_000))
        }
    }

    @Test(
        "searching again and again ends at the limit",
        .timeLimit(.minutes(1)),
        arguments: [
            "regex.extractAll(text, 'a[^z]*z|a')", "regex.replace(text, 'a', text)",
            "lists.range(1000).exists(i, 'x'.matches('(a{900}){' + string(i)))",
            "lists.range(1000).exists(i, 'x'.matches('.{1,400}' + string(i)))",
        ]
    )
    func manyMatches(text: String) throws {
        let program = try #require(
            Program.compile(
                EmbeddedText(text),
                in: Environment(variables: [.init("text", .string)])
            ).program
        )
        let long = Value.string(String(repeating: "a", count: 200_000))
        let start = ContinuousClock.now
        #expect(throws: EvaluationError.self) { try program.evaluate([long]) }
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test("a computed pattern is compiled once for a whole list")
    func cache() throws {
        let text =
            "lists.range(1000).all(i, string(i).matches('^' + '[0-9]+' + input.id + '?$')) || true"
        let program = try #require(OrderEnvironment.compile(text).program)
        #expect(try program.evaluate(OrderEnvironment.values()) == .bool(true))
    }
}
