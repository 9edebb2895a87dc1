import CEL
import Testing
import WaybillDiagnostics

@Suite("A value written as an expression")
struct ValueSourceTests {
    @Test(
        "is the plainest expression that gives it",
        arguments: [
            ("null", "null"), ("1 < 2", "true"), ("40 + 2", "42"), ("-9223372036854775808", nil),
            ("7u", nil), ("1.0", nil), ("1e300 * 10.0", "1e+301"), ("0.0 / 0.0", "double(\"NaN\")"),
            ("-1.0 / 0.0", "double(\"-Infinity\")"), ("decimal('19.990')", "decimal(\"19.99\")"),
            ("'say \"ä\"' + '\\n\\\\'", "\"say \\\"ä\\\"\\n\\\\\""),
            ("'\\u202e\\x00\\U000e0001'", "\"\\u202e\\u0000\\U000e0001\""),
            ("b'a\\x00\\xff\"'", "b\"a\\x00\\xff\\\"\""),
            ("timestamp('2026-06-01T09:30:00.5Z')", "timestamp(\"2026-06-01T09:30:00.5Z\")"),
            ("duration('1h30m')", "duration(\"5400s\")"), ("type(1)", "int"),
            ("[[], [1, 2]]", nil), ("{'a': 1, 'b': 2}", "{\"a\": 1, \"b\": 2}"),
            ("{1u: {true: null}}", nil), ("optional.none()", nil),
            ("[optional.of('x')]", "[optional.of(\"x\")]"),
        ] as [(String, String?)]
    )
    func source(text: String, expected: String?) throws {
        let value = try evaluated(text)
        #expect(value.source == expected ?? text)
        #expect(try evaluated(value.source).source == value.source)
    }

    @Test("of a record is a map of the fields that it has")
    func record() throws {
        let program = try #require(OrderEnvironment.compile("input.ship_to").program)
        #expect(try program.evaluate(OrderEnvironment.values()).source == #"{"country": "DE"}"#)
    }

    private func evaluated(_ text: String) throws -> Value {
        let compilation = Program.compile(EmbeddedText(text), in: Environment(variables: []))
        return try #require(compilation.program, "\(text)").evaluate([])
    }
}
