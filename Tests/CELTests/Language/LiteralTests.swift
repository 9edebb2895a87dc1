import Testing

@Suite("Literals")
struct LiteralTests {
    @Test(
        "mean what the specification says",
        arguments: [
            "-9223372036854775808 < 0", "-0x8000000000000000 == -9223372036854775808",
            "0xFFu == 255u", "01 == 1", "1U == 1u", ".5 == 0.5", "1e3 == 1000.0", "--1 == 1",
            "'\\u00e9' == 'é'", "'\\U0001F600' == '😀'", "'\\ud83d\\ude00' == '😀'",
            "'\\x41\\101' == 'AA'", "'\\xe9' == 'é'",
            "'\\377' == 'ÿ'", "b'\\377' == b'\\xff'", "b'é' == b'\\xc3\\xa9'",
            "'\\a\\b\\f\\n\\r\\t\\v\\'\\\"\\`\\?\\\\'.size() == 12", "r'\\n'.size() == 2",
            "r'\\' == '\\\\'", "R\"\\d\" == '\\\\d'", "br'\\xff'.size() == 4", "bR'' == b''",
            "'''a'b''c''' == \"a'b''c\"", "\"\"\"a\"b\"\"\" == 'a\"b'", "'''a\nb''' == 'a\\nb'",
            "'''\\'''' == \"'\"", "'''''' == ''", "b'''a'b''' == b\"a'b\"", "1 // comment\n == 1",
            "[1, 2,].size() == 2", "{'a': 1,}.a == 1", "{'a-b': 1}.`a-b` == 1", "{'if': 1}.if == 1",
            "{'all': 1}.all == 1", "'\\u0000'.size() == 1",
        ]
    )
    func valid(text: String) throws { try Claims.expectTrue(text) }

    @Test(
        "that mean nothing do not compile",
        arguments: [
            "9223372036854775808", "18446744073709551616u", "1e400", "1.", "1e", "0x", "0xg", "1uu",
            "1a", "'\\ud800'", "'\\udfff'", "'\\ude00\\ud83d'", "'\\ud83d\\u0041'",
            "'\\ud83d\\ude0'", "'\\U0000d83d\\U0000de00'", "'\\U00110000'", "'\\u12'", "'\\x4'",
            "'\\1'",
            "'\\400'",
            "'\\8'", "'\\z'", "b'\\u00e9'", "b'\\U000000e9'", "r'\\''", "rb'a'", "'a",
            "'''a'", "'a\nb'", "'a' 'b'", "`a.b`", "d.in", "d.true", "{1: }", "[1 2]", "f(1,)",
            "()",
            "if", "var", "x{}", "1 & 2", "1 = 2", "$x", "@", "1 /* c */",
        ]
    )
    func invalid(text: String) { Claims.expectRefusal(text) }
}
